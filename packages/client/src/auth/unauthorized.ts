import { parseErrorBody } from '../errors/error-body.ts'
import type { AtlasRequest } from '../fetch.ts'
import { peekErrorBody } from '../transport/buffer-body.ts'

/** A 401, and what it says about the token. */
interface UnauthorizedResponse {
  /** Whether the token itself was rejected, so that another one may help. */
  readonly isTokenRejected: boolean
  /** The response. Its body may have been read, and is then there once more. */
  readonly response: Response
}

/** A scheme or a parameter of `WWW-Authenticate` (RFC 9110, section 11.6.1), the value of a parameter quoted or not. */
const challengePart =
  /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~-]+)))?/g

/** Returns the `error` of a Bearer challenge (RFC 6750, section 3), also where it stands between other challenges. */
function parseBearerError(headers: Headers): string | undefined {
  const challenges = headers.get('WWW-Authenticate') ?? ''
  let scheme = ''
  for (const [, name = '', quotedValue, token] of challenges.matchAll(challengePart)) {
    const value = quotedValue ?? token
    if (value === undefined) scheme = name.toLowerCase()
    else if (scheme === 'bearer' && name.toLowerCase() === 'error') return value
  }
  return undefined
}

/**
 * Decides whether a 401 rejects the token. Atlas also answers 401 for a missing permission: its `errorCode` then names it,
 * for example `USER_UNAUTHORIZED` or `NOT_IN_GROUP`, and another token would be answered the same.
 *
 * @throws NetworkError, or the reason of the request's signal, when the body cannot be read
 */
export async function readUnauthorized(
  request: AtlasRequest,
  response: Response,
): Promise<UnauthorizedResponse> {
  const error = parseBearerError(response.headers)
  if (error === 'invalid_token') return { isTokenRejected: true, response }
  if (error === 'insufficient_scope') return { isTokenRejected: false, response }
  const copy = await peekErrorBody(request, response)
  const { errorCode } = parseErrorBody(response.headers, copy.text)
  const isTokenRejected = errorCode === undefined || errorCode === 'UNEXPECTED_ERROR'
  return { isTokenRejected, response: copy.response }
}
