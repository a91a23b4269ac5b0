import { NetworkError } from '../errors/network-error.ts'
import type { AtlasRequest, SendRequest } from '../fetch.ts'
import { parseRetryAfter } from '../retry-after.ts'
import { sleep } from './abort.ts'
import { type BufferBody, cancelBody } from './buffer-body.ts'
import type { SendAndBuffer } from './timeout.ts'

/** How a request is repeated. */
export interface RetryOptions {
  /** How many times a request is repeated at most; 0 for never. Default: 3. */
  readonly limit?: number | undefined
  /** The longest wait before the first repeat, in milliseconds; it doubles with each one. Default: 250. */
  readonly baseDelay?: number | undefined
  /** The longest wait before any repeat, in milliseconds. Default: 20 000. */
  readonly maxDelay?: number | undefined
}

/** {@link RetryOptions} with the defaults filled in. */
export type RetryPolicy = { readonly [Name in keyof RetryOptions]-?: number }

/** RFC 9110, section 9.2.2, without TRACE. */
const idempotentMethods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']

const retryableStatuses = [429, 502, 503, 504]

/** Whether a request can be sent twice with the effect of once. */
export function isIdempotent({ method }: Pick<AtlasRequest, 'method'>): boolean {
  return idempotentMethods.includes(method)
}

/** A failure of another request, such as a token's, has been repeated as that one's policy says. */
function isRequestNetworkError(error: unknown, { url }: AtlasRequest): error is NetworkError {
  return error instanceof NetworkError && url.startsWith(error.url)
}

/** How long to wait before the repeat, in milliseconds. */
function retryDelay(
  outcome: Response | NetworkError,
  attempts: number,
  { baseDelay, maxDelay }: RetryPolicy,
): number {
  const seconds = outcome instanceof NetworkError ? undefined : parseRetryAfter(outcome.headers)
  if (seconds !== undefined) return seconds * 1000
  // Full jitter: callers that failed together do not come back together.
  return Math.random() * Math.min(maxDelay, baseDelay * 2 ** attempts)
}

/**
 * Repeats what may pass: 429, 502, 503, 504 and network failures. `Retry-After` wins over the exponential backoff; where
 * the wait would be longer than `maxDelay` or end past the deadline, the failure is the answer at once.
 *
 * @param bufferBody - reads the body of the answer
 * @param mayRetry - whether a request may be sent more than once
 */
export function withRetry(
  send: SendRequest,
  bufferBody: BufferBody,
  retry: RetryPolicy,
  mayRetry: (request: AtlasRequest) => boolean,
): SendAndBuffer {
  return async (request, state) => {
    for (let attempts = 0; ; attempts++) {
      let outcome: Response | NetworkError
      let status = 0
      try {
        // A copy, because a strategy of the user's may write into what it gets.
        outcome = await send({ ...request, headers: { ...request.headers } })
        status = outcome.status
        if (!retryableStatuses.includes(status))
          return await bufferBody(request, outcome, status, state)
      } catch (error) {
        if (!isRequestNetworkError(error, request)) throw error
        outcome = error
      }
      const retryLimit = mayRetry(request) ? retry.limit : 0
      const delay = attempts < retryLimit ? retryDelay(outcome, attempts, retry) : undefined
      if (delay === undefined || delay > retry.maxDelay || Date.now() + delay >= state.deadline) {
        if (outcome instanceof NetworkError) throw outcome
        return bufferBody(request, outcome, status, state)
      }
      if (!(outcome instanceof NetworkError)) cancelBody(outcome)
      await sleep(delay, request.signal)
    }
  }
}
