import { errorCatalogue, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import type { PactV4 } from '@pact-foundation/pact'
import type { Cell, ClientCall } from '../matrix/cell.ts'
import { bodyMatcher } from './body-matchers.ts'
import { authorizationMatchers } from './credentials.ts'
import { responseHeaders } from './response-headers.ts'

type InteractionWithResponse = ReturnType<
  ReturnType<ReturnType<PactV4['addInteraction']>['withRequest']>['willRespondWith']
>

/** The media type of the body, or the one that is said of a body which is not there. */
function contentTypeHeader({ body, contentType, version }: ClientCall): Record<string, string> {
  const type = contentType ?? (body && vendorMediaType(version))
  return type === undefined ? {} : { 'Content-Type': type }
}

/** The interaction that a cell pins. */
export function defineInteraction(pact: PactV4, cell: Cell): InteractionWithResponse {
  const { operationId, call, expectedResponse, auth, description } = cell
  const { groupId, exportBucketId, version } = call
  const operation = operations[operationId]
  const interactionInState = cell.states.reduce(
    (pactInteraction, { name, parameters }) => pactInteraction.given(name, { ...parameters }),
    pact.addInteraction(),
  )
  const path = operationPath(operation, { groupId, exportBucketId })
  const status =
    expectedResponse.kind === 'error'
      ? errorCatalogue[expectedResponse.name].status
      : operation.successStatus
  const authorization = authorizationMatchers[auth]
  return interactionInState
    .uponReceiving(description)
    .withRequest(operation.method, path, (request) => {
      request.headers({
        Accept: call.accept ?? vendorMediaType(version),
        ...(authorization && { Authorization: authorization }),
        ...contentTypeHeader(call),
      })
      if (call.query) request.query({ ...call.query })
      if (call.body) request.jsonBody(call.body)
    })
    .willRespondWith(status, (response) => {
      response.headers(responseHeaders(cell))
      const body = bodyMatcher(cell)
      if (body !== undefined) response.jsonBody(body)
    })
}
