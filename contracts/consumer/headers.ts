import {
  deprecationHeaders,
  errorCatalogue,
  errorCodeHeader,
  errorCodeOf,
  vendorContentType,
} from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import type { Cell, ErrorAnswer } from '../matrix/cells.ts'
import { challenge } from './credentials.ts'

type Headers = Record<string, string | ReturnType<typeof MatchersV3.regex>>

const digestChallenge =
  '^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/=]+", algorithm=MD5, qop="auth", stale=false$'

function challengeHeaders({ auth }: Cell): Headers {
  const bearer = MatchersV3.regex(
    '^Bearer .*error="invalid_token".*$',
    'Bearer error="invalid_token"',
  )
  const value =
    auth === 'a bad Bearer token' ? bearer : MatchersV3.regex(digestChallenge, challenge)
  return { 'WWW-Authenticate': value }
}

function errorHeaders(cell: Cell, { name }: ErrorAnswer): Headers {
  const { status } = errorCatalogue[name]
  const errorCode = errorCodeOf(name)
  const retry = { 'Retry-After': MatchersV3.regex('^[1-9][0-9]*$', '30') }
  return {
    'Content-Type': 'application/json',
    // Recorded: a 401 never has it.
    ...(status !== 401 && errorCode !== undefined && { [errorCodeHeader]: errorCode }),
    // Of a missing role no challenge was recorded.
    ...(name === 'UNAUTHORIZED' && challengeHeaders(cell)),
    ...((status === 429 || status === 503) && retry),
  }
}

/** The headers that a client decides on. In title case: Pact gives a body whose `content-type` it misses a second one. */
export function headersOf(cell: Cell): Headers {
  const { answer } = cell
  if (answer.kind === 'error') return errorHeaders(cell, answer)
  const { version } = answer
  return { 'Content-Type': vendorContentType(version.version), ...deprecationHeaders(version) }
}
