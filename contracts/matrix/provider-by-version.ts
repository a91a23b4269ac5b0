import {
  type ApiVersion,
  answerShape,
  apiVersions,
  type CloudProvider,
  cloudProviders,
  negotiate,
  type Operation,
  operations,
  type ResourceVersion,
  vendorMediaType,
} from '@export-buckets/core'
import { exampleBucket, groupId } from './buckets.ts'
import type { Auth, BucketAnswer, Cell, ErrorAnswer } from './cells.ts'
import { state } from './states.ts'

/** Before the first sunset, so that every version still answers. */
const today = new Date('2026-11-24T00:00:00Z')

/** The version that answers a date. */
export function answering(operation: Operation, asked: ApiVersion): ResourceVersion {
  const negotiated = negotiate(operation, vendorMediaType(asked), today)
  if (!negotiated.ok) throw new Error(`${operation.operationId} at ${asked}: ${negotiated.error}`)
  return negotiated.resourceVersion
}

function answerOf(
  { operationId }: Operation,
  provider: CloudProvider,
  version: ResourceVersion,
  pins: BucketAnswer['pins'],
): BucketAnswer | ErrorAnswer {
  const bucket = exampleBucket(provider)
  if (answerShape(operationId, version.version)?.is(bucket)) {
    return { kind: 'bucket', provider, version, pins }
  }
  return { kind: 'error', name: 'EXPORT_BUCKET_NOT_FOUND', parameters: [bucket._id] }
}

interface Coordinates {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly asked: ApiVersion
  readonly auth: Auth
  readonly pins: BucketAnswer['pins']
}

function cellAt({ operation, provider, asked, auth, pins }: Coordinates): Cell {
  const { operationId, role } = operation
  const said = pins === 'keys' ? ', and no key that the version does not know' : ''
  const bucket = { groupId, cloudProvider: provider, roles: [role] }
  return {
    description: `${operationId}: ${provider} asked for ${asked} with ${auth}${said}`,
    operationId,
    states: [state('a project with an export bucket', bucket)],
    auth,
    ask: { groupId, exportBucketId: exampleBucket(provider)._id, version: asked },
    answer: answerOf(operation, provider, answering(operation, asked), pins),
  }
}

/**
 * A cell for each operation × provider × date of the API × authentication, and one for each operation × provider × date
 * that pins which keys are absent: Pact's `eachKey`, which does that, lets a missing key pass, so the two can't be one.
 */
export function providerByVersion(): Cell[] {
  const coordinates = [operations.getGroupBackupExportBucket].flatMap((operation) =>
    cloudProviders.flatMap((provider) =>
      apiVersions.flatMap((asked): Coordinates[] => [
        { operation, provider, asked, auth: 'Bearer', pins: 'shape' },
        { operation, provider, asked, auth: 'Digest', pins: 'shape' },
        { operation, provider, asked, auth: 'Bearer', pins: 'keys' },
      ]),
    ),
  )
  const cells = coordinates.map((each) => ({ ...each, cell: cellAt(each) }))
  return cells
    .filter(({ cell, pins }) => pins === 'shape' || cell.answer.kind === 'bucket')
    .map(({ cell }) => cell)
}
