import {
  deprecationHeaders,
  errorCatalogue,
  errorCodeHeader,
  operationPath,
  operations,
  toErrorCode,
  vendorContentType,
  vendorMediaType,
} from '@export-buckets/core'
import { MatchersV3, type PactV4 } from '@pact-foundation/pact'
import type { Cell, ClientCall, ErrorResponse } from '../matrix/cell.ts'
import { bodyMatcher } from './body-matchers.ts'
import { authorizationMatchers, exampleDigestChallenge } from './credentials.ts'

type HeaderMatchers = Record<string, string | ReturnType<typeof MatchersV3.regex>>

const digestChallengePattern =
  '^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/=]+", algorithm=MD5, qop="auth", stale=false$'

function challengeHeaders({ auth }: Cell): HeaderMatchers {
  const bearerChallenge = MatchersV3.regex(
    '^Bearer .*error="invalid_token".*$',
    'Bearer error="invalid_token"',
  )
  const value =
    auth === 'a bad Bearer token'
      ? bearerChallenge
      : MatchersV3.regex(digestChallengePattern, exampleDigestChallenge)
  return { 'WWW-Authenticate': value }
}

function errorHeaders(cell: Cell, { name, version }: ErrorResponse): HeaderMatchers {
  const { status } = errorCatalogue[name]
  const errorCode = toErrorCode(name)
  const retryAfter = { 'Retry-After': MatchersV3.regex('^[1-9][0-9]*$', '30') }
  return {
    'Content-Type': 'application/json',
    // Recorded: a 401 never has this header.
    ...(status !== 401 && errorCode !== undefined && { [errorCodeHeader]: errorCode }),
    // No challenge was recorded for a missing role.
    ...(name === 'UNAUTHORIZED' && challengeHeaders(cell)),
    ...((status === 429 || status === 503) && retryAfter),
    ...(version && deprecationHeaders(version)),
  }
}

/**
 * Returns the headers that a client depends on. They are in title case, because Pact adds a second `Content-Type`
 * when it does not find one spelled so.
 */
function responseHeaders(cell: Cell): HeaderMatchers {
  const { expectedResponse } = cell
  if (expectedResponse.kind === 'error') return errorHeaders(cell, expectedResponse)
  const { version } = expectedResponse
  return { 'Content-Type': vendorContentType(version.version), ...deprecationHeaders(version) }
}

type InteractionWithResponse = ReturnType<
  ReturnType<ReturnType<PactV4['addInteraction']>['withRequest']>['willRespondWith']
>

/** Returns the `Content-Type` of a request. A request without a body has one only if the cell sets it. */
function contentTypeHeader({ body, contentType, version }: ClientCall): Record<string, string> {
  const type = contentType ?? (body && vendorMediaType(version))
  return type === undefined ? {} : { 'Content-Type': type }
}

/** Adds the interaction of a cell to a pact. */
export function defineInteraction(pact: PactV4, cell: Cell): InteractionWithResponse {
  const { operationId, call, expectedResponse, auth, description } = cell
  const { pathParameters, version } = call
  const operation = operations[operationId]
  const interactionInState = cell.states.reduce(
    (pactInteraction, { name, parameters }) => pactInteraction.given(name, { ...parameters }),
    pact.addInteraction(),
  )
  const path = operationPath(operation, pathParameters)
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
