import type { AuthStrategy } from '../auth/strategy.ts'
import { type AtlasRequestInit, type FetchLike, isIdempotent } from '../http.ts'
import {
  assertKnownOptions,
  defaultBaseUrl,
  normalizeFetch,
  normalizeMaxResponseSize,
  normalizeRetryOptions,
  type OptionNames,
  parseBaseUrl,
  validateTimeout,
  validateUserAgent,
} from '../options.ts'
import { SentCredentials } from '../secrets.ts'
import { type BufferedResponse, createBufferBody, toResponse } from './body.ts'
import { createNetworkSend } from './network.ts'
import { type RetryOptions, withRetry } from './retry.ts'
import { type SendWithTimeout, withTimeout } from './timeout.ts'

/** The options for sending requests, which all clients have. */
export interface TransportOptions {
  /** The credentials: `serviceAccount(...)`, `apiKey(...)` or a custom strategy. */
  readonly auth: AuthStrategy
  /** The base URL of Atlas. Default: `https://cloud.mongodb.com`. */
  readonly baseUrl?: string | undefined
  /** Sends a request. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: FetchLike | undefined
  /** How idempotent requests are retried; `false` disables retries. Default: three retries, see {@link RetryOptions}. */
  readonly retry?: RetryOptions | false | undefined
  /** The timeout of a whole call, in milliseconds: authentication, retries and reading the response. Default: 30 000. */
  readonly timeout?: number | undefined
  /**
   * The maximum size of a successful response after decompression, 1 to 536 870 888 bytes. A larger one causes an
   * UnexpectedResponseError, and the rest of it is not read. Default: 16 777 216 (16 MiB).
   */
  readonly maxResponseSize?: number | undefined
  /** The `User-Agent` of every request. Default: the runtime's own; browsers do not allow setting it. */
  readonly userAgent?: string | undefined
  /** Allows a base URL with plain http on hosts other than loopback. Default: false. */
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

/** The transport of a client. */
export interface Transport {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly send: SendWithTimeout
  readonly timeout: number
}

/**
 * Composes the layers between a call and the network: timeout, retries, credentials and the origin check.
 *
 * @param extraOptionNames - the names of options that the transport does not read
 * @throws TypeError that names an invalid or unknown option
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

/**
 * Sends a `Request` and buffers its response.
 *
 * @param signal - aborts the call. Default: the signal of the `Request`
 */
export async function sendWebRequest(
  send: SendWithTimeout,
  timeout: number,
  request: Request,
  signal: AbortSignal | null = request.signal,
): Promise<BufferedResponse> {
  const { url, method } = request
  const plainRequest = { url, method, headers: Object.fromEntries(request.headers), body: null }
  // Not `request.body`, which Firefox lacks.
  const hasNoBody = method === 'GET' || method === 'HEAD'
  const readBody = hasNoBody ? undefined : () => request.arrayBuffer()
  // In Node, garbage collection of a `Request` also disables its signal.
  return send(timeout, plainRequest, signal, readBody).finally(() => request)
}
