import { parseErrorBody } from '../errors/error-message.ts'
import type { AtlasRequest } from '../http.ts'
import { peekErrorBody } from '../transport/body.ts'

/** A 401 response. */
interface UnauthorizedResponse {
  /** Whether the token itself was rejected, so that a new one may help. */
  readonly isTokenRejected: boolean
  /** The response, with an unread body. */
  readonly response: Response
}

/** A scheme or a parameter of `WWW-Authenticate` (RFC 9110, section 11.6.1), its value quoted or not. */
const challengePart =
  /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~-]+)))?/g

/** Returns the `error` of a Bearer challenge (RFC 6750, section 3), also between other challenges. */
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
 * Decides whether a 401 rejects the token. Atlas also responds with 401 to a missing permission, and names it in
 * `errorCode`: `USER_UNAUTHORIZED` or `NOT_IN_GROUP`, for example. A new token would not help then.
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
