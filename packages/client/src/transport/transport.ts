import type { AuthStrategy } from '../auth/strategy.ts'
import { atlasUrl, parseBaseUrl } from '../base-url.ts'
import type { AnyFetch, OwnRequest } from '../fetch.ts'
import {
  checkedFetch,
  checkedResponseSize,
  checkedRetry,
  checkedTimeout,
  checkedUserAgent,
  type OptionNames,
  rejectUnknownOptions,
} from '../options.ts'
import { responseOf } from './answered.ts'
import { wholeReader } from './body.ts'
import { sendOnce } from './network.ts'
import { isIdempotent, type RetryOptions, withRetry } from './retry.ts'
import { SentCredentials } from './sent-credentials.ts'
import { type TimedSend, withTimeout } from './timeout.ts'

/** What requests are sent with, whatever they ask for. */
export interface TransportOptions {
  /** Where the credentials come from: `serviceAccount(...)`, `apiKey(...)` or a strategy of your own. */
  readonly auth: AuthStrategy
  /** Where Atlas is. Default: `https://cloud.mongodb.com`. */
  readonly baseUrl?: string | undefined
  /** Sends a request. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: AnyFetch | undefined
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

const transportOptions: OptionNames<keyof TransportOptions> = {
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
  readonly send: TimedSend
  readonly timeout: number
}

/**
 * The layers between a call and the network: its timeout, repeats, credentials, the one origin.
 *
 * @param others - the names of options that are not the transport's own
 * @throws TypeError when an option cannot be used or does not exist; it names the option
 */
export function transport(options: TransportOptions, others: OptionNames<string> = {}): Transport {
  rejectUnknownOptions(options, { ...transportOptions, ...others })
  const { auth } = options
  if (typeof auth?.wrap !== 'function') {
    throw new TypeError('auth: expected serviceAccount({ … }), apiKey({ … }) or another strategy')
  }
  const timeout = checkedTimeout(options.timeout ?? 30_000)
  const baseUrl = parseBaseUrl(options.baseUrl ?? atlasUrl, {
    name: 'baseUrl',
    allowHttp: options.allowHttp ?? false,
    remedy: 'allowHttp: true',
  })
  const retry = checkedRetry(options.retry)
  const fetch = checkedFetch(options.fetch)
  const userAgent = checkedUserAgent(options.userAgent)
  const credentials = new SentCredentials()
  const network = sendOnce({ fetch, origin: new URL(baseUrl).origin, userAgent, credentials })
  const readWhole = wholeReader(checkedResponseSize(options.maxResponseSize), credentials)
  const own = withTimeout(withRetry(network, readWhole, retry, () => true))
  const context = {
    baseUrl,
    timeout,
    fetch: async (request: OwnRequest) => {
      credentials.addOfStrategy(request)
      return responseOf(await own(timeout, request))
    },
  }
  const signed = auth.wrap(network, context)
  const send = withTimeout(withRetry(signed, readWhole, retry, isIdempotent))
  return { baseUrl, send, timeout }
}
