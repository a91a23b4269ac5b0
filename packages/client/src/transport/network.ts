import { OriginError } from '../errors/origin-error.ts'
import { RedirectError } from '../errors/redirect-error.ts'
import type { AtlasRequest, FetchLike, SendRequest } from '../fetch.ts'
import type { JsonFields } from '../json.ts'
import { extractSecrets } from '../redact.ts'
import { cancelBody } from './buffer-body.ts'
import { toRequestError } from './request-error.ts'
import type { SentCredentials } from './sent-credentials.ts'

/** What {@link createNetworkSend} holds to. */
export interface NetworkOptions {
  readonly fetch: FetchLike
  /** The only origin that requests go to. */
  readonly origin: string
  readonly userAgent?: string | undefined
  /** Is told of each request. */
  readonly credentials: SentCredentials
}

/** What `fetch` would follow; other statuses from 300 to 399 are answers. */
const redirectStatuses = [301, 302, 303, 307, 308]

/** Browsers hide a redirect that is not followed: its status is 0 then. */
function isRedirect(response: Response): boolean {
  const { status } = response
  return redirectStatuses.includes(status) || (status === 0 && response.type === 'opaqueredirect')
}

/** A `fetch` of the user's may answer anything. */
function assertResponse(response: unknown): void {
  const { status, headers }: JsonFields<Response> = Object(response)
  if (typeof status === 'number' && typeof Object(headers).get === 'function') return
  throw new TypeError('fetch answered what is no Response')
}

/** The headers are a copy: a `fetch` of the user's may change them, and a strategy may send its own again. */
function toRequestInit(
  { method, headers, body, signal }: AtlasRequest,
  userAgent?: string,
): RequestInit {
  const requestHeaders =
    userAgent === undefined ? { ...headers } : { ...headers, 'user-agent': userAgent }
  return { method, headers: requestHeaders, body, signal, redirect: 'manual' }
}

/**
 * The innermost layer, which everything passes that leaves the client, credentials included: it sends to one origin
 * alone, once, and follows no redirect.
 */
export function createNetworkSend({
  fetch,
  origin,
  userAgent,
  credentials,
}: NetworkOptions): SendRequest {
  const originPrefix = `${origin}/`
  return async (request) => {
    const { url } = request
    // A slash ends the authority (RFC 3986, section 3.2), so that what begins so needs no parsing.
    const requestOrigin = url.startsWith(originPrefix) ? origin : new URL(url).origin
    if (requestOrigin !== origin) throw new OriginError(requestOrigin, origin)
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
