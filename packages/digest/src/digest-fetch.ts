import { abortable } from './abortable.ts'
import { createDigestSender, type DigestSender } from './digest-sender.ts'
import { assertCredentials, type DigestCredentials, DigestSession } from './session.ts'

/** A function with the signature of the global `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** A function that sends a request: the global `fetch`, or a compatible one. It gets a URL and plain values, never a `Request`. */
export type FetchLike = (url: string, init: RequestInit) => Response | Promise<Response>

/** The options of {@link createDigestFetch}. */
export interface DigestFetchOptions extends DigestCredentials {
  /**
   * Sends the requests. It can be undici's `fetch`, node-fetch or a test function, because it never gets a `Request`. Default:
   * the global `fetch` at the time of each call.
   */
  readonly fetch?: FetchLike
  /** The only allowed origin, such as `https://cloud.mongodb.com`. Default: any origin, each with its own session. */
  readonly origin?: string
}

function parseOrigin(url: string): string {
  const { origin } = new URL(url)
  if (origin !== 'null') return origin
  throw new TypeError('The origin must be an http or https URL, such as https://cloud.mongodb.com')
}

/**
 * Returns the signal of the caller, not that of the internal `Request`. In Node, garbage collection of a `Request` removes
 * its derived signal, and an abort then no longer reaches the network.
 */
function requestSignal(input: string | URL | Request, init?: RequestInit): AbortSignal | null {
  if (init?.signal !== undefined) return init.signal
  return input instanceof Request ? input.signal : null
}

/** The properties of a `Request` that are passed on to `fetch` when the runtime has them. */
const requestOptionNames = [
  'cache',
  'credentials',
  'integrity',
  'keepalive',
  'mode',
  'referrer',
  'referrerPolicy',
] as const

/** Returns the caller's options, including runtime-specific ones such as `dispatcher`. */
function pickRequestOptions(input: string | URL | Request, init?: RequestInit): RequestInit {
  if (!(input instanceof Request)) return { ...init }
  const entries = requestOptionNames.map((name) => [name, input[name]] as const)
  // Some runtimes lack some properties. `fetch` throws for the mode `navigate`, which only browsers may set.
  const usableEntries = entries.filter(([, value]) => value !== undefined && value !== 'navigate')
  return { ...Object.fromEntries(usableEntries), ...init }
}

/** Removes the question mark of an empty query. Runtimes differ in whether they send it, and the signature must match. */
function stripEmptyQuery(url: string): string {
  return url.replace(/^([^?#]*)\?(?=#|$)/, '$1')
}

/** Buffers the body, so that it can be sent again. Returns no body for GET and HEAD. */
async function bufferBody(
  request: Request,
  signal: AbortSignal,
): Promise<{ readonly body?: ArrayBuffer }> {
  // Tests the method, because Firefox has no `request.body`.
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  return { body: await abortable(request.arrayBuffer(), signal) }
}

/**
 * Creates a `fetch` that handles Digest challenges (RFC 7616).
 *
 * - The first request to an origin is sent without credentials, and concurrent ones wait for its challenge. Later requests
 *   have credentials and need one round trip. One that gets a 401 with a new nonce is repeated once, and the second response
 *   is final.
 * - Bodies are read into memory, so that they can be sent again.
 * - Each origin has its own session, so that a digest is sent only to the origin of its challenge.
 * - Redirects are not followed, because a digest covers one request-target, and some runtimes send `Authorization` to other
 *   origins. `redirect: 'follow'`, the default of `fetch`, works like `'manual'`.
 * - A request with an `Authorization` header is sent once, unchanged.
 * - The `AbortSignal` of a request aborts only this request.
 *
 * @throws TypeError when the credentials or the origin are malformed. The returned function rejects like `fetch`, and with a
 *   TypeError for a request to another origin than `origin`
 */
export function createDigestFetch(options: DigestFetchOptions): Fetch {
  const { username, password, fetch: send = (url, init) => globalThis.fetch(url, init) } = options
  assertCredentials({ username, password })
  const allowedOrigin = options.origin === undefined ? undefined : parseOrigin(options.origin)
  const senders = new Map<string, DigestSender>()

  function getSender(origin: string): DigestSender {
    const existing = senders.get(origin)
    if (existing !== undefined) return existing
    const sender = createDigestSender(new DigestSession({ username, password }))
    senders.set(origin, sender)
    return sender
  }

  return async function digestFetch(input, init) {
    const request = new Request(input, init)
    const { method, redirect } = request
    const url = stripEmptyQuery(request.url)
    const { origin, pathname, search } = new URL(url)
    if (allowedOrigin !== undefined && origin !== allowedOrigin) {
      throw new TypeError(
        `These credentials are for ${allowedOrigin} only; the request was for ${origin}`,
      )
    }
    const callerSignal = requestSignal(input, init)
    const signal = callerSignal ?? new AbortController().signal
    const headers = Object.fromEntries(request.headers)
    const content = await bufferBody(request, signal)
    const requestInit = {
      ...pickRequestOptions(input, init),
      ...content,
      method,
      redirect,
      signal: callerSignal,
    }
    if (request.headers.has('authorization')) return send(url, { ...requestInit, headers })
    return getSender(origin)({
      method,
      uri: pathname + search,
      signal,
      send: async (authorization) =>
        send(url, {
          ...requestInit,
          headers: authorization === undefined ? { ...headers } : { ...headers, authorization },
          redirect: redirect === 'follow' ? 'manual' : redirect,
        }),
    })
  }
}
