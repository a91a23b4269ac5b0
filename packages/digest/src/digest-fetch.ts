import { unlessAborted } from './abort.ts'
import { DigestSession } from './digest-session.ts'
import { type DigestExchange, digestExchange } from './exchange.ts'
import { assertCredentials, type DigestCredentials } from './session.ts'

/** A function that is called as `fetch` is. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What {@link createDigestFetch} takes. */
export interface DigestFetchOptions extends DigestCredentials {
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch
  /** The one origin that may be called, such as `https://cloud.mongodb.com`. Default: any, each with a session of its own. */
  readonly origin?: string
}

function onlyOrigin(url: string): string {
  const { origin } = new URL(url)
  if (origin !== 'null') return origin
  throw new TypeError('The origin must be an http or https URL, such as https://cloud.mongodb.com')
}

/**
 * The caller's own signal. It is handed to each sending by itself, because in Node a `Request` that is
 * collected as garbage takes along the signal made from it, and no abort reaches the network any more.
 */
function signalOf(input: string | URL | Request, init?: RequestInit): AbortSignal | null {
  if (init?.signal !== undefined) return init.signal
  return input instanceof Request ? input.signal : null
}

/** What is called, without a question mark that no query follows: some runtimes would send it and some not, signed or not. */
function withoutLoneMark(input: string | URL | Request): string | Request {
  const url = input instanceof Request ? input.url : String(input)
  const clean = url.replace(/^([^?#]*)\?(?=#|$)/, '$1')
  if (!(input instanceof Request)) return clean
  // Firefox has no `body` to take over, and one that is lost is worse than a question mark.
  return clean === url || input.body === undefined ? input : new Request(clean, input)
}

/** Makes the requests of one call: the same each time but for `Authorization`. */
async function replayable(request: Request): Promise<(authorization?: string) => Request> {
  // Not `request.body`, which Firefox lacks.
  const bodiless = request.method === 'GET' || request.method === 'HEAD'
  const body = bodiless ? {} : { body: await unlessAborted(request.signal, request.arrayBuffer()) }
  const redirect = request.redirect === 'follow' ? 'manual' : request.redirect
  return (authorization) => {
    const headers = new Headers(request.headers)
    if (authorization !== undefined) headers.set('authorization', authorization)
    return new Request(request, { ...body, headers, redirect })
  }
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
 * - A request that has an `Authorization` header already is handed on as it is.
 * - The request's `AbortSignal` ends its waiting and its sending, and nobody else's.
 *
 * @throws TypeError when the credentials or the origin are malformed. The function it answers rejects as
 *   fetch does, and with a TypeError for a request to another origin than `origin`.
 */
export function createDigestFetch(options: DigestFetchOptions): Fetch {
  const { username, password, fetch: send = (...call) => globalThis.fetch(...call) } = options
  assertCredentials({ username, password })
  const only = options.origin === undefined ? undefined : onlyOrigin(options.origin)
  const exchanges = new Map<string, DigestExchange>()

  function exchangeWith(origin: string): DigestExchange {
    const known = exchanges.get(origin)
    if (known !== undefined) return known
    const exchange = digestExchange(new DigestSession({ username, password }))
    exchanges.set(origin, exchange)
    return exchange
  }

  return async function digestFetch(input, init) {
    const request = new Request(withoutLoneMark(input), init)
    const { origin, pathname, search } = new URL(request.url)
    if (only !== undefined && origin !== only) {
      throw new TypeError(`These credentials are for ${only} only; the request was for ${origin}`)
    }
    const signal = signalOf(input, init)
    if (request.headers.has('authorization')) return send(request, { signal })
    const prepare = await replayable(request)
    return exchangeWith(origin)({
      method: request.method,
      uri: pathname + search,
      signal: request.signal,
      send: (authorization) => send(prepare(authorization), { signal }),
    })
  }
}
