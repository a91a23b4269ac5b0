import { type ApiVersion, apiVersions, type paths } from '@export-buckets/core'
import createFetchClient, { type Client } from 'openapi-fetch'
import { checkedVersion } from './asked.ts'
import type { AuthStrategy } from './auth/strategy.ts'
import { parseBaseUrl } from './base-url.ts'
import type { OnDeprecation } from './deprecation.ts'
import { type ExportBuckets, exportBuckets } from './export-buckets/export-buckets.ts'
import type { AnyFetch } from './fetch.ts'
import { checkedFetch, checkedRetry, checkedTimeout, checkedUserAgent } from './options.ts'
import { sendOnce } from './transport/network.ts'
import { isIdempotent, type RetryOptions, withRetry } from './transport/retry.ts'
import { withTimeout } from './transport/timeout.ts'

/** The options of {@link createClient}. */
export interface ClientOptions<V extends ApiVersion = ApiVersion> {
  /** Where the credentials come from: `serviceAccount(...)`, `apiKey(...)` or a strategy of your own. */
  readonly auth: AuthStrategy
  /** Where Atlas is. Default: `https://cloud.mongodb.com`. */
  readonly baseUrl?: string
  /** Sends a `Request`. Default: `globalThis.fetch`. */
  readonly fetch?: AnyFetch
  /** The date that calls ask for unless they say otherwise. Default: the newest one known. */
  readonly version?: V
  /** How idempotent requests are repeated; `false` for not at all. Default: three times, see {@link RetryOptions}. */
  readonly retry?: RetryOptions | false
  /** How long a call may take with everything it does, in milliseconds. Default: 30 000. */
  readonly timeout?: number
  /** Hears of answers in a version that will end. Default: nobody does. */
  readonly onDeprecation?: OnDeprecation
  /** The `User-Agent` of every request. Default: the runtime's own; browsers let nobody set it. */
  readonly userAgent?: string
  /** Lets a base URL be plain http on a host that is not this machine. Default: false. */
  readonly allowHttp?: boolean
}

/**
 * The client: methods by resource, and beside them openapi-fetch's `GET`, `POST`, … with the same authentication, repeats
 * and timeout, which answer `{ data, error, response }`. Middleware given to `use` is for these alone.
 */
export interface AtlasClient<V extends ApiVersion = ApiVersion> extends Client<paths> {
  /** The snapshot export buckets of a project. */
  readonly exportBuckets: ExportBuckets<V>
}

/** The dates come oldest first. */
const newest = apiVersions.reduce((_, version) => version)

/**
 * Makes a client of the MongoDB Atlas Admin API.
 *
 * @throws TypeError when an option cannot be used; it names the option
 * @throws ValidationError for a `version` that the API does not have
 *
 * @example
 * ```ts
 * const atlas = createClient({ auth: serviceAccount({ clientId, clientSecret }) })
 * const bucket = await atlas.exportBuckets.get({ groupId, exportBucketId })
 * ```
 */
export function createClient<V extends ApiVersion = ApiVersion>(
  options: ClientOptions<V>,
): AtlasClient<V> {
  const timeout = checkedTimeout(options.timeout ?? 30_000)
  const baseUrl = parseBaseUrl(
    options.baseUrl ?? 'https://cloud.mongodb.com',
    options.allowHttp ?? false,
  )
  const send = withTimeout(transport(options, baseUrl, timeout))
  const http = createFetchClient<paths>({ baseUrl, fetch: (request) => send(request, timeout) })
  const connection = {
    baseUrl,
    send,
    version: checkedVersion(options.version ?? newest),
    timeout,
    onDeprecation: options.onDeprecation ?? (() => undefined),
  }
  return { ...http, exportBuckets: exportBuckets<V>(connection) }
}

/** The layers between a call's timeout and the network: repeats, credentials, the one origin. */
function transport({ auth, ...options }: ClientOptions, baseUrl: string, timeout: number) {
  if (typeof auth?.wrap !== 'function') {
    throw new TypeError('auth: expected serviceAccount({ … }), apiKey({ … }) or another strategy')
  }
  const retry = checkedRetry(options.retry)
  const fetch = checkedFetch(options.fetch)
  const userAgent = checkedUserAgent(options.userAgent)
  const network = sendOnce({ fetch, origin: new URL(baseUrl).origin, userAgent })
  const own = withTimeout(withRetry(network, retry, () => true))
  const context = { baseUrl, fetch: (request: Request) => own(request, timeout) }
  return withRetry(auth.wrap(network, context), retry, isIdempotent)
}
