import { errorCatalogue, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import type { PactV4 } from '@pact-foundation/pact'
import type { Ask, Cell } from '../matrix/cells.ts'
import { authorizations } from './credentials.ts'
import { headersOf } from './headers.ts'
import { bodyMatcher } from './matchers.ts'

type Pinned = ReturnType<
  ReturnType<ReturnType<PactV4['addInteraction']>['withRequest']>['willRespondWith']
>

/** The media type of the body, or the one that is said of a body which is not there. */
function contentType({ body, contentType, version }: Ask): Record<string, string> {
  const type = contentType ?? (body && vendorMediaType(version))
  return type === undefined ? {} : { 'Content-Type': type }
}

/** The interaction that a cell pins. */
export function interaction(pact: PactV4, cell: Cell): Pinned {
  const { operationId, ask, answer, auth, description } = cell
  const { groupId, exportBucketId, version } = ask
  const operation = operations[operationId]
  const given = cell.states.reduce(
    (each, { name, parameters }) => each.given(name, { ...parameters }),
    pact.addInteraction(),
  )
  const path = operationPath(operation, { groupId, exportBucketId })
  const status =
    answer.kind === 'error' ? errorCatalogue[answer.name].status : operation.successStatus
  const authorization = authorizations[auth]
  return given
    .uponReceiving(description)
    .withRequest(operation.method, path, (request) => {
      request.headers({
        Accept: ask.accept ?? vendorMediaType(version),
        ...(authorization && { Authorization: authorization }),
        ...contentType(ask),
      })
      if (ask.query) request.query({ ...ask.query })
      if (ask.body) request.jsonBody(ask.body)
    })
    .willRespondWith(status, (response) => {
      response.headers(headersOf(cell))
      const body = bodyMatcher(cell)
      if (body !== undefined) response.jsonBody(body)
    })
}
