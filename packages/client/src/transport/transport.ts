import type { AuthStrategy } from '../auth/strategy.ts'
import { defaultBaseUrl, parseBaseUrl } from '../base-url.ts'
import type { AtlasRequestInit, FetchLike } from '../fetch.ts'
import {
  assertKnownOptions,
  normalizeFetch,
  normalizeMaxResponseSize,
  normalizeRetryOptions,
  type OptionNames,
  validateTimeout,
  validateUserAgent,
} from '../options.ts'
import { createBufferBody } from './buffer-body.ts'
import { toResponse } from './buffered-response.ts'
import { createNetworkSend } from './network.ts'
import { isIdempotent, type RetryOptions, withRetry } from './retry.ts'
import { SentCredentials } from './sent-credentials.ts'
import { type SendWithTimeout, withTimeout } from './timeout.ts'

/** What requests are sent with, whatever they ask for. */
export interface TransportOptions {
  /** Where the credentials come from: `serviceAccount(...)`, `apiKey(...)` or a strategy of your own. */
  readonly auth: AuthStrategy
  /** Where Atlas is. Default: `https://cloud.mongodb.com`. */
  readonly baseUrl?: string | undefined
  /** Sends a request. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: FetchLike | undefined
  /** How idempotent requests are repeated; `false` for not at all. Default: three times, see {@link RetryOptions}. */
  readonly retry?: RetryOptions | false | undefined
  /** How long a call may take with everything it does, in milliseconds. Default: 30 000. */
  readonly timeout?: number | undefined
  /**
   * How many bytes the body of a success may have once it is decompressed, 1 to 536 870 888. A larger one is an
   * UnexpectedResponseError, and the rest of it is not read. Default: 16 777 216 (16 MiB).
   */
  readonly maxResponseSize?: number | undefined
  /** The `User-Agent` of every request. Default: the runtime's own; browsers let nobody set it. */
  readonly userAgent?: string | undefined
  /** Lets a base URL be plain http on a host that is not this machine. Default: false. */
  readonly allowHttp?: boolean | undefined
}

const transportOptionNames: OptionNames<keyof TransportOptions> = {
  auth: true,
  baseUrl: true,
  allowHttp: true,
  timeout: true,
  maxResponseSize: true,
  retry: true,
  fetch: true,
  userAgent: true,
}

/** What a transport comes to once its options are checked. */
export interface Transport {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly send: SendWithTimeout
  readonly timeout: number
}

/**
 * The layers between a call and the network: its timeout, repeats, credentials, the one origin.
 *
 * @param extraOptionNames - the names of options that are not the transport's own
 * @throws TypeError when an option cannot be used or does not exist; it names the option
 */
export function createTransport(
  options: TransportOptions,
  extraOptionNames: OptionNames<string> = {},
): Transport {
  assertKnownOptions(options, { ...transportOptionNames, ...extraOptionNames })
  const { auth } = options
  if (typeof auth?.wrap !== 'function') {
    throw new TypeError('auth: expected serviceAccount({ … }), apiKey({ … }) or another strategy')
  }
  const timeout = validateTimeout(options.timeout ?? 30_000)
  const baseUrl = parseBaseUrl(options.baseUrl ?? defaultBaseUrl, {
    name: 'baseUrl',
    allowHttp: options.allowHttp ?? false,
    allowHttpHint: 'allowHttp: true',
  })
  const retryPolicy = normalizeRetryOptions(options.retry)
  const fetch = normalizeFetch(options.fetch)
  const userAgent = validateUserAgent(options.userAgent)
  const credentials = new SentCredentials()
  const networkSend = createNetworkSend({
    fetch,
    origin: new URL(baseUrl).origin,
    userAgent,
    credentials,
  })
  const bufferBody = createBufferBody(
    normalizeMaxResponseSize(options.maxResponseSize),
    credentials,
  )
  const sendAuthRequest = withTimeout(withRetry(networkSend, bufferBody, retryPolicy, () => true))
  const authContext = {
    baseUrl,
    timeout,
    fetch: async (request: AtlasRequestInit) => {
      credentials.addForStrategy(request)
      return toResponse(await sendAuthRequest(timeout, request))
    },
  }
  const authenticatedSend = auth.wrap(networkSend, authContext)
  const send = withTimeout(withRetry(authenticatedSend, bufferBody, retryPolicy, isIdempotent))
  return { baseUrl, send, timeout }
}
