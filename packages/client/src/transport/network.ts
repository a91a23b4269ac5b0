import { OriginError } from '../errors/origin-error.ts'
import { RedirectError } from '../errors/redirect-error.ts'
import type { AnyFetch, AtlasRequest, Fetch } from '../fetch.ts'
import type { Fields } from '../json.ts'
import { secretsOf } from '../secrets.ts'
import { discard } from './body.ts'
import { failure } from './failure.ts'
import type { SentCredentials } from './sent-credentials.ts'

/** What {@link sendOnce} holds to. */
export interface NetworkOptions {
  readonly fetch: AnyFetch
  /** The only origin that requests go to. */
  readonly origin: string
  readonly userAgent?: string | undefined
  /** Is told of each request. */
  readonly credentials: SentCredentials
}

/** What `fetch` would follow; other statuses from 300 to 399 are answers. */
const redirects = [301, 302, 303, 307, 308]

/** Browsers hide a redirect that is not followed: its status is 0 then. */
function isRedirect(response: Response): boolean {
  const { status } = response
  return redirects.includes(status) || (status === 0 && response.type === 'opaqueredirect')
}

/** A `fetch` of the user's may answer anything. */
function assertResponse(response: unknown): void {
  const { status, headers }: Fields<Response> = Object(response)
  if (typeof status === 'number' && typeof Object(headers).get === 'function') return
  throw new TypeError('fetch answered what is no Response')
}

/** The headers are a copy: a `fetch` of the user's may change them, and a strategy may send its own again. */
function initOf({ method, headers, body, signal }: AtlasRequest, userAgent?: string): RequestInit {
  const sent = userAgent === undefined ? { ...headers } : { ...headers, 'user-agent': userAgent }
  return { method, headers: sent, body, signal, redirect: 'manual' }
}

/**
 * The innermost layer, which everything passes that leaves the client, credentials included: it sends to one origin
 * alone, once, and follows no redirect.
 */
export function sendOnce({ fetch, origin, userAgent, credentials }: NetworkOptions): Fetch {
  const start = `${origin}/`
  return async (request) => {
    const { url } = request
    // A slash ends the authority (RFC 3986, section 3.2), so that what begins so needs no parsing.
    const target = url.startsWith(start) ? origin : new URL(url).origin
    if (target !== origin) throw new OriginError(target, origin)
    credentials.add(request)
    let response: Response
    try {
      response = await fetch(url, initOf(request, userAgent))
      assertResponse(response)
    } catch (cause) {
      throw failure(request, cause)
    }
    if (!isRedirect(response)) return response
    discard(response)
    throw new RedirectError(request, response, secretsOf(credentials.of(request)))
  }
}
