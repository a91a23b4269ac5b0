import {
  deprecationHeaders,
  errorCatalogue,
  errorCodeHeader,
  toErrorCode,
  vendorContentType,
} from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import type { Cell, ErrorResponse } from '../matrix/cell.ts'
import { exampleDigestChallenge } from './credentials.ts'

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

function errorHeaders(cell: Cell, { name }: ErrorResponse): HeaderMatchers {
  const { status } = errorCatalogue[name]
  const errorCode = toErrorCode(name)
  const retryAfter = { 'Retry-After': MatchersV3.regex('^[1-9][0-9]*$', '30') }
  return {
    'Content-Type': 'application/json',
    // Recorded: a 401 never has it.
    ...(status !== 401 && errorCode !== undefined && { [errorCodeHeader]: errorCode }),
    // Of a missing role no challenge was recorded.
    ...(name === 'UNAUTHORIZED' && challengeHeaders(cell)),
    ...((status === 429 || status === 503) && retryAfter),
  }
}

/** The headers that a client decides on. In title case: Pact gives a body whose `content-type` it misses a second one. */
export function responseHeaders(cell: Cell): HeaderMatchers {
  const { expectedResponse } = cell
  if (expectedResponse.kind === 'error') return errorHeaders(cell, expectedResponse)
  const { version } = expectedResponse
  return { 'Content-Type': vendorContentType(version.version), ...deprecationHeaders(version) }
}
