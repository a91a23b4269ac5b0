import {
  type ApiVersion,
  answeringVersion,
  apiVersions,
  type CloudProvider,
  type Operation,
  operations,
} from '@export-buckets/core'
import { exampleBucket, groupId } from './buckets.ts'
import type { Ask, Auth, BucketAnswer, Cell, CellAnswer } from './cells.ts'
import { matrixProviders } from './places.ts'
import { scenarios } from './scenarios.ts'
import { state } from './states.ts'

interface Coordinates {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly asked: ApiVersion
  readonly auth: Auth
  readonly pins: BucketAnswer['pins']
}

function answerAt({ operation, provider, asked, pins }: Coordinates): CellAnswer {
  const version = answeringVersion(operation, asked)
  if (version === undefined) return { kind: 'error', name: 'INVALID_VERSION_DATE', parameters: [] }
  return scenarios[operation.operationId].answer(provider, version, pins)
}

/** The bare methods say what a typed method refuses before it is sent, and call what has no typed method. */
function askAt({ operation, provider, asked }: Coordinates, answer: CellAnswer): Ask {
  const { body, query, isBare } = scenarios[operation.operationId]
  const refused =
    answer.kind === 'error' &&
    (answer.name === 'INVALID_VERSION_DATE' || answer.fields !== undefined)
  return {
    how: refused || isBare ? 'bare' : 'typed',
    groupId,
    exportBucketId: exampleBucket(provider)._id,
    version: asked,
    ...(body && { body: body(provider) }),
    ...(query && { query }),
  }
}

function cellAt(coordinates: Coordinates): Cell {
  const { operation, provider, asked, auth, pins } = coordinates
  const { operationId, role } = operation
  const said = pins === 'keys' ? ', and no key that the version does not know' : ''
  const bucket = { groupId, cloudProvider: provider, roles: [role] }
  const answer = answerAt(coordinates)
  return {
    description: `${operationId}: ${provider} asked for ${asked} with ${auth}${said}`,
    table: 'versions',
    operationId,
    cloudProvider: provider,
    states: [state('a project with an export bucket', bucket)],
    auth,
    ask: askAt(coordinates, answer),
    answer,
  }
}

const hasKeys = ({ answer }: Cell) =>
  answer.kind === 'bucket' || (answer.kind === 'page' && answer.found)

/**
 * A cell for each operation × provider × date of the API × authentication, and one for each operation × provider × date
 * that pins which keys are absent: Pact's `eachKey`, which does that, lets a missing key pass, so the two can't be one.
 */
export function providerByVersion(): Cell[] {
  const coordinates = Object.values(operations).flatMap((operation) =>
    matrixProviders(operation).flatMap((provider) =>
      apiVersions.flatMap((asked): Coordinates[] => [
        { operation, provider, asked, auth: 'Bearer', pins: 'shape' },
        { operation, provider, asked, auth: 'Digest', pins: 'shape' },
        { operation, provider, asked, auth: 'Bearer', pins: 'keys' },
      ]),
    ),
  )
  const cells = coordinates.map((each) => ({ pins: each.pins, cell: cellAt(each) }))
  return cells.filter(({ pins, cell }) => pins === 'shape' || hasKeys(cell)).map(({ cell }) => cell)
}
