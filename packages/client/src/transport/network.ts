import { OriginError, RedirectError, toRequestError } from '../errors/connection-errors.ts'
import type { AtlasRequest, FetchLike, SendRequest } from '../http.ts'
import type { JsonFields } from '../json.ts'
import { extractSecrets, type SentCredentials } from '../secrets.ts'
import { cancelBody } from './body.ts'

/** The options of {@link createNetworkSend}. */
export interface NetworkOptions {
  readonly fetch: FetchLike
  /** The only origin that requests are sent to. */
  readonly origin: string
  readonly userAgent?: string | undefined
  /** Records the credentials of each request. */
  readonly credentials: SentCredentials
}

/** The redirects that `fetch` would follow. Other 3xx statuses are ordinary responses. */
const redirectStatuses = [301, 302, 303, 307, 308]

/** Returns whether a response is a redirect. Browsers hide one that is not followed: its status is 0. */
function isRedirect(response: Response): boolean {
  const { status } = response
  return redirectStatuses.includes(status) || (status === 0 && response.type === 'opaqueredirect')
}

/** Throws for a value that is not a `Response`, because a custom `fetch` may return anything. */
function assertResponse(response: unknown): void {
  const { status, headers }: JsonFields<Response> = Object(response)
  if (typeof status !== 'number' || typeof Object(headers).get !== 'function')
    throw new TypeError('fetch did not return a Response')
  // Not a status of HTTP (RFC 9110, section 15), and the constructor of `Response` rejects it.
  if (status > 599) throw new TypeError(`invalid status ${status}`)
}

/** The characters of a header value (RFC 9110, section 5.5). */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** Throws for an invalid header value. The error of `fetch` would contain the value, which may be a secret. */
function assertHeaders(headers: AtlasRequest['headers']): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!fieldValue.test(value))
      throw new TypeError(
        `${name}: expected a header value without line breaks or control characters`,
      )
  }
}

/** Copies the headers: a custom `fetch` may modify them, and a strategy may send its own again. */
function toRequestInit(
  { method, headers, body, signal }: AtlasRequest,
  userAgent?: string,
): RequestInit {
  const requestHeaders =
    userAgent === undefined ? { ...headers } : { ...headers, 'user-agent': userAgent }
  return { method, headers: requestHeaders, body, signal, redirect: 'manual' }
}

/**
 * Creates the innermost layer, which every request passes, with its credentials. It sends each request once, to one
 * origin only, and follows no redirect.
 */
export function createNetworkSend({
  fetch,
  origin,
  userAgent,
  credentials,
}: NetworkOptions): SendRequest {
  return async (request) => {
    const { url } = request
    const requestOrigin = new URL(url).origin
    if (requestOrigin !== origin) throw new OriginError(requestOrigin, origin)
    assertHeaders(request.headers)
    credentials.add(request)
    let response: Response
    try {
      response = await fetch(url, toRequestInit(request, userAgent))
      assertResponse(response)
    } catch (cause) {
      throw toRequestError(request, cause)
    }
    if (!isRedirect(response)) return response
    cancelBody(response)
    throw new RedirectError(request, response, extractSecrets(credentials.forCall(request)))
  }
}
