import type { AuthStrategy } from './auth/strategy.ts'
import { parseBaseUrl } from './base-url.ts'
import type { AnyFetch } from './fetch.ts'
import { checkedFetch, checkedRetry, checkedTimeout, checkedUserAgent } from './options.ts'
import { sendOnce } from './transport/network.ts'
import { isIdempotent, type RetryOptions, withRetry } from './transport/retry.ts'
import { type TimedFetch, withTimeout } from './transport/timeout.ts'

/** What requests are sent with, whatever they ask for. */
export interface TransportOptions {
  /** Where the credentials come from: `serviceAccount(...)`, `apiKey(...)` or a strategy of your own. */
  readonly auth: AuthStrategy
  /** Where Atlas is. Default: `https://cloud.mongodb.com`. */
  readonly baseUrl?: string
  /** Sends a `Request`. Default: `globalThis.fetch`. */
  readonly fetch?: AnyFetch
  /** How idempotent requests are repeated; `false` for not at all. Default: three times, see {@link RetryOptions}. */
  readonly retry?: RetryOptions | false
  /** How long a call may take with everything it does, in milliseconds. Default: 30 000. */
  readonly timeout?: number
  /** The `User-Agent` of every request. Default: the runtime's own; browsers let nobody set it. */
  readonly userAgent?: string
  /** Lets a base URL be plain http on a host that is not this machine. Default: false. */
  readonly allowHttp?: boolean
}

/** What a transport comes to once its options are checked. */
interface Transport {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly send: TimedFetch
  readonly timeout: number
}

/**
 * The layers between a call and the network: its timeout, repeats, credentials, the one origin.
 *
 * @throws TypeError when an option cannot be used; it names the option
 */
export function transport({ auth, ...options }: TransportOptions): Transport {
  if (typeof auth?.wrap !== 'function') {
    throw new TypeError('auth: expected serviceAccount({ … }), apiKey({ … }) or another strategy')
  }
  const timeout = checkedTimeout(options.timeout ?? 30_000)
  const baseUrl = parseBaseUrl(
    options.baseUrl ?? 'https://cloud.mongodb.com',
    options.allowHttp ?? false,
  )
  const retry = checkedRetry(options.retry)
  const fetch = checkedFetch(options.fetch)
  const userAgent = checkedUserAgent(options.userAgent)
  const network = sendOnce({ fetch, origin: new URL(baseUrl).origin, userAgent })
  const own = withTimeout(withRetry(network, retry, () => true))
  const context = { baseUrl, fetch: (request: Request) => own(timeout, request) }
  const send = withTimeout(withRetry(auth.wrap(network, context), retry, isIdempotent))
  return { baseUrl, send, timeout }
}

/**
 * Sends a request to the base URL and answers whatever came, an HTTP error too.
 *
 * @param path - from the base URL on, with its query: `/api/atlas/v2/groups?pretty=true`
 */
export type AtlasFetch = (path: string, init?: RequestInit) => Promise<Response>

/**
 * Makes a `fetch` of the Atlas Admin API: what {@link createClient} sends with, for what it has no method for. Nothing is
 * said of the request but its credentials: set `Accept` to a dated media type. The body of the answer has arrived whole.
 *
 * @throws TypeError when an option cannot be used; it names the option. The function it answers rejects with a TypeError for
 *   a path that does not begin with a slash, and with TokenError, TimeoutError, NetworkError or RedirectError
 *
 * @example
 * ```ts
 * const atlasFetch = createAtlasFetch({ auth: serviceAccount({ clientId, clientSecret }) })
 * const headers = { Accept: 'application/vnd.atlas.2024-08-05+json' }
 * const clusters = await atlasFetch(`/api/atlas/v2/groups/${groupId}/clusters`, { headers })
 * ```
 */
export function createAtlasFetch(options: TransportOptions): AtlasFetch {
  const { baseUrl, send, timeout } = transport(options)
  return async (path, init) => {
    if (!path.startsWith('/')) throw new TypeError('path: expected a slash at its beginning')
    return send(timeout, baseUrl + path, init)
  }
}
