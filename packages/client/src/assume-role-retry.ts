import { type AtlasPromise, type CallResult, toAtlasPromise } from './atlas-promise.ts'
import { AtlasApiError } from './errors/response-errors.ts'
import { notify } from './notify.ts'
import { assertKnownOptions, type OptionNames, validateDelay } from './options.ts'
import { growingDelays } from './polling.ts'
import { sleep } from './transport/sleep.ts'

/** A wait before the next attempt to assume a role. */
export interface AssumeRoleRetry {
  /** The `CANNOT_ASSUME_ROLE` of the last attempt. */
  readonly error: AtlasApiError
  /** The number of attempts so far. */
  readonly attempts: number
  /** The delay before the next attempt, in milliseconds. */
  readonly delay: number
  /** The time since the first attempt, in milliseconds. */
  readonly elapsed: number
}

/** The options of the retries of `CANNOT_ASSUME_ROLE`. */
export interface AssumeRoleRetryOptions {
  /** The maximum time from the first attempt to the last one, in milliseconds. Default: 90 000. */
  readonly timeout?: number | undefined
  /** Called before each wait. Its errors and rejections are ignored. */
  readonly onRetry?: ((retry: AssumeRoleRetry) => void) | undefined
}

/** The option of a call for which Atlas assumes a role. */
export interface AssumeRoleRetryParams {
  /**
   * Retries the error `CANNOT_ASSUME_ROLE`, with delays of 2 to 10 seconds: AWS takes a while to propagate a role and its
   * trust policy. A role that will never work has the same error, so the retries end after `timeout`. The `timeout` of the
   * call applies to each attempt. Default: false.
   */
  readonly retryAssumeRole?: boolean | AssumeRoleRetryOptions | undefined
}

const optionNames: OptionNames<keyof AssumeRoleRetryOptions> = { timeout: true, onRetry: true }

type RetryInput = AssumeRoleRetryParams & { readonly signal?: AbortSignal | undefined }

/** Calls a function again while Atlas cannot assume the role. @throws the last error of `call` */
async function retry<T>(
  { retryAssumeRole, signal }: RetryInput,
  call: () => Promise<T>,
): Promise<T> {
  if (!retryAssumeRole) return call()
  const options = retryAssumeRole === true ? {} : retryAssumeRole
  assertKnownOptions(options, optionNames, 'retryAssumeRole.')
  const { timeout = 90_000, onRetry } = options
  validateDelay('retryAssumeRole.timeout', timeout)
  const startedAt = Date.now()
  const delays = growingDelays(2000, 10_000)
  for (let attempts = 1; ; attempts++) {
    try {
      return await call()
    } catch (error) {
      const isRetryable = error instanceof AtlasApiError && error.errorCode === 'CANNOT_ASSUME_ROLE'
      const delay = delays.next().value
      const elapsed = Date.now() - startedAt
      if (!isRetryable || elapsed + delay > timeout) throw error
      notify(onRetry, { error, attempts, delay, elapsed })
      await sleep(delay, signal)
    }
  }
}

/**
 * Calls an operation, with `retryAssumeRole` again while Atlas cannot assume the role. Rejects as `call` does, and with a
 * TypeError that names an invalid option.
 */
export function withAssumeRoleRetry<T>(
  input: RetryInput,
  call: () => Promise<CallResult<T>>,
): AtlasPromise<T> {
  return toAtlasPromise(retry(input, call))
}
