import { NetworkError } from '../errors/connection-errors.ts'
import { type AtlasRequest, parseRetryAfter, type SendRequest } from '../http.ts'
import { type BufferBody, cancelBody } from './body.ts'
import { sleep } from './sleep.ts'
import type { SendAndBuffer } from './timeout.ts'

/** How a request is retried. */
export interface RetryOptions {
  /** The maximum number of retries; 0 for none. Default: 3. */
  readonly limit?: number | undefined
  /** The maximum delay before the first retry, in milliseconds. It doubles with each retry. Default: 250. */
  readonly baseDelay?: number | undefined
  /** The maximum delay before any retry, in milliseconds. Default: 20 000. */
  readonly maxDelay?: number | undefined
}

/** {@link RetryOptions} with their defaults. */
export type RetryPolicy = { readonly [Name in keyof RetryOptions]-?: number }

const retryableStatuses = [429, 502, 503, 504]

/** Excludes failures of another request, such as a token request, which has its own retries. */
function isRequestNetworkError(error: unknown, { url }: AtlasRequest): error is NetworkError {
  return error instanceof NetworkError && url.startsWith(error.url)
}

/** Returns the delay before the next attempt, in milliseconds. */
function retryDelay(
  outcome: Response | NetworkError,
  attempts: number,
  { baseDelay, maxDelay }: RetryPolicy,
): number {
  const seconds = outcome instanceof NetworkError ? undefined : parseRetryAfter(outcome.headers)
  if (seconds !== undefined) return seconds * 1000
  // Full jitter: callers that failed together do not retry together.
  return Math.random() * Math.min(maxDelay, baseDelay * 2 ** attempts)
}

/**
 * Retries 429, 502, 503, 504 and network failures. `Retry-After` takes precedence over the exponential backoff. When the
 * delay exceeds `maxDelay` or the deadline of the call, the failure is final at once.
 *
 * @param bufferBody - reads the body of the final response
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
        // A copy, because a custom strategy may modify the headers.
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
