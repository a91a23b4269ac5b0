import { abortable } from './abort.ts'
import { createDigestSender, type DigestSender } from './digest-sender.ts'
import { DigestSession } from './digest-session.ts'
import { assertCredentials, type DigestCredentials } from './session.ts'

/** A function that is called as `fetch` is. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What sends a request: the global `fetch`, or anything that can be called like it with a URL and plain values. */
export type FetchLike = (url: string, init: RequestInit) => Response | Promise<Response>

/** What {@link createDigestFetch} takes. */
export interface DigestFetchOptions extends DigestCredentials {
  /**
   * Sends the requests: undici's `fetch`, node-fetch or a test's will do, because it is given no `Request`. Default: the
   * global `fetch`, looked up at each call.
   */
  readonly fetch?: FetchLike
  /** The one origin that may be called, such as `https://cloud.mongodb.com`. Default: any, each with a session of its own. */
  readonly origin?: string
}

function parseOrigin(url: string): string {
  const { origin } = new URL(url)
  if (origin !== 'null') return origin
  throw new TypeError('The origin must be an http or https URL, such as https://cloud.mongodb.com')
}

/**
 * The caller's own signal, if there is one. It is used in place of that of the `Request`, because in Node a `Request` that
 * is collected as garbage takes along the signal made from it, and no abort reaches the network any more.
 */
function requestSignal(input: string | URL | Request, init?: RequestInit): AbortSignal | null {
  if (init?.signal !== undefined) return init.signal
  return input instanceof Request ? input.signal : null
}

/** The fields of a `Request` that decide how it is sent, besides those that are always handed on. */
const requestOptionNames = [
  'cache',
  'credentials',
  'integrity',
  'keepalive',
  'mode',
  'referrer',
  'referrerPolicy',
] as const

/** Returns what the caller said of the sending, options that only some runtimes know included. */
function pickRequestOptions(input: string | URL | Request, init?: RequestInit): RequestInit {
  if (!(input instanceof Request)) return { ...init }
  const entries = requestOptionNames.map((name) => [name, input[name]] as const)
  // Runtimes leave fields out, and nothing but a browser itself may say `navigate`.
  const usableEntries = entries.filter(([, value]) => value !== undefined && value !== 'navigate')
  return { ...Object.fromEntries(usableEntries), ...init }
}

/** Returns the URL without a question mark that no query follows: some runtimes would send it and some not, signed or not. */
function stripEmptyQuery(url: string): string {
  return url.replace(/^([^?#]*)\?(?=#|$)/, '$1')
}

/** Returns the body in memory, so that it can be sent again. Nothing for a method that has none. */
async function bufferBody(
  request: Request,
  signal: AbortSignal,
): Promise<{ readonly body?: ArrayBuffer }> {
  // Not `request.body`, which Firefox lacks.
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  return { body: await abortable(signal, request.arrayBuffer()) }
}

/**
 * Makes a `fetch` that answers Digest challenges (RFC 7616).
 *
 * - The first request to an origin goes bare, and those that come meanwhile wait for its challenge.
 *   Every later one carries credentials and costs one round trip. What carried credentials and got a
 *   401 with a new nonce is repeated once; the second answer is final, whatever it is.
 * - A body is read into memory once, so that it can be sent again.
 * - Each origin has a session of its own: an origin's challenge is answered to that origin alone.
 * - Redirects are never followed, because a digest holds for one request-target and some runtimes carry
 *   `Authorization` to another origin: `redirect: 'follow'`, the default of fetch, acts as `'manual'`.
 * - A request that has an `Authorization` header already is sent with it, once.
 * - The request's `AbortSignal` ends its waiting and its sending, and nobody else's.
 *
 * @throws TypeError when the credentials or the origin are malformed. The function it answers rejects as
 *   fetch does, and with a TypeError for a request to another origin than `origin`.
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
