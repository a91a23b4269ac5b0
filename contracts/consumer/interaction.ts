import { errorCatalogue, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import type { PactV4 } from '@pact-foundation/pact'
import type { Cell } from '../matrix/cells.ts'
import { authorizations } from './credentials.ts'
import { headersOf } from './headers.ts'
import { bodyMatcher } from './matchers.ts'

type Pinned = ReturnType<
  ReturnType<ReturnType<PactV4['addInteraction']>['withRequest']>['willRespondWith']
>

/** The interaction that a cell pins. */
export function interaction(pact: PactV4, cell: Cell): Pinned {
  const { operationId, ask, answer, auth, description } = cell
  const { groupId, exportBucketId } = ask
  const operation = operations[operationId]
  const given = cell.states.reduce(
    (each, { name, parameters }) => each.given(name, { ...parameters }),
    pact.addInteraction(),
  )
  const authorization = authorizations[auth]
  return given
    .uponReceiving(description)
    .withRequest(
      operation.method,
      operationPath(operation, { groupId, exportBucketId }),
      (request) => {
        request.headers({
          Accept: ask.accept ?? vendorMediaType(ask.version),
          ...(authorization && { Authorization: authorization }),
        })
        if (ask.query) request.query({ ...ask.query })
      },
    )
    .willRespondWith(
      answer.kind === 'error' ? errorCatalogue[answer.name].status : operation.successStatus,
      (response) => response.headers(headersOf(cell)).jsonBody(bodyMatcher(cell)),
    )
}
