import { AtlasApiError, TokenError } from '@export-buckets/client'
import type { OperationId } from '@export-buckets/core'

/** Waits; rejects when the signal aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** What to do where the provider asks to wait. */
export interface RetryOptions {
  readonly wait: Wait
  readonly signal: AbortSignal
  /** Told before each waiting. */
  onWait(seconds: number): void
}

const MAX_RETRIES = 5
const MAX_WAIT_SECONDS = 120
/** Where the provider does not say for how long. */
const DEFAULT_WAIT_SECONDS = 10

/** The seconds that a 429 asks to wait, `undefined` for any other answer. */
async function retryAfterSeconds(
  operationId: OperationId,
  response: Response,
): Promise<number | undefined> {
  if (response.status !== 429) return undefined
  const { retryAfter } = new AtlasApiError(operationId, response, await response.text())
  return retryAfter ?? DEFAULT_WAIT_SECONDS
}

function tokenRetryAfter(error: unknown): number {
  if (error instanceof TokenError && error.status === 429)
    return error.retryAfter ?? DEFAULT_WAIT_SECONDS
  throw error
}

/**
 * Sends a request again while the provider, or its token endpoint, answers 429, after as long as it asks for.
 *
 * @throws when it asks for more than two minutes, or for a sixth repeat
 */
export async function withRateLimitRetry(
  operationId: OperationId,
  send: () => Promise<Response>,
  { wait, signal, onWait }: RetryOptions,
): Promise<Response> {
  for (let retries = 0; ; retries++) {
    const responseOrDelay = await send().catch(tokenRetryAfter)
    const seconds =
      typeof responseOrDelay === 'number'
        ? responseOrDelay
        : await retryAfterSeconds(operationId, responseOrDelay.clone())
    if (seconds === undefined && typeof responseOrDelay !== 'number') return responseOrDelay
    const waitSeconds = seconds ?? DEFAULT_WAIT_SECONDS
    if (retries === MAX_RETRIES || waitSeconds > MAX_WAIT_SECONDS)
      throw new Error(`rate limited: the provider asks to wait ${waitSeconds} s more`)
    onWait(waitSeconds)
    await wait(waitSeconds * 1000, signal)
  }
}
