import type { CallOptions } from './call-options.ts'
import { NetworkError, TimeoutError } from './errors/connection-errors.ts'
import { AtlasApiError } from './errors/response-errors.ts'
import { validateDelay, validateTimeout } from './options.ts'
import { sleep } from './transport/sleep.ts'

/** The options of `watch` and `waitFor`. */
export interface WaitOptions extends CallOptions {
  /** The timeout of the whole wait, in milliseconds. Each request also has the client's `timeout`. Default: none. */
  readonly timeout?: number | undefined
  /** The delay after the first request, in milliseconds. It grows by half with each request. Default: 2000. */
  readonly interval?: number | undefined
  /** The maximum delay between two requests, in milliseconds. Default: 60 000. */
  readonly maxInterval?: number | undefined
}

/** The state of a resource that the command line has just created. Not part of the public input. */
export interface KnownState {
  /** With it, a delay precedes the first request, which may also fail transiently. */
  readonly lastState?: string | undefined
}

/** The options of one read. */
export interface ReadOptions extends CallOptions {
  /** The timeout of the read, in milliseconds. */
  readonly timeout: number
}

/** A resource that {@link poll} reads until it is in a final state. */
interface PollTarget<T> {
  /** Names the resource in a TimeoutError. */
  readonly name: string
  readonly finalStates: readonly string[]
  read(options: ReadOptions): Promise<T>
  getState(resource: T): string
}

/** The maximum number of consecutive failed requests once a state is known: a job may outlast an outage of Atlas. */
const maxFailures = 5

/** Returns whether a later request may succeed. */
function isTransient(error: unknown): boolean {
  if (error instanceof AtlasApiError) return error.status === 429 || error.status >= 500
  return error instanceof NetworkError || error instanceof TimeoutError
}

/** Yields delays that grow by half, up to a maximum. */
export function* growingDelays(first: number, max: number): Generator<number, never, undefined> {
  for (let delay = first; ; delay *= 1.5) yield Math.min(delay, max)
}

/**
 * Reads a resource until it is in a final state. Yields each response, and returns the last one. Nothing runs while the
 * caller handles a response. Once a state is known, a request that fails transiently is sent again after the next delay.
 *
 * @param requestTimeout - the timeout of one request, in milliseconds
 * @throws TimeoutError with the last state, and the errors of `read`
 */
export async function* poll<T extends object>(
  { name, finalStates, read, getState }: PollTarget<T>,
  { signal, timeout, interval = 2000, maxInterval = 60_000, lastState }: WaitOptions & KnownState,
  requestTimeout: number,
): AsyncGenerator<T, T, undefined> {
  validateDelay('interval', interval)
  const delays = growingDelays(interval, validateDelay('maxInterval', maxInterval))
  const limit = timeout === undefined ? Number.POSITIVE_INFINITY : validateTimeout(timeout)
  const deadline = Date.now() + limit
  const pause = () => {
    const timeLeft = deadline - Date.now()
    // The last request is sent shortly before the deadline, not up to a minute before it.
    const maxDelay = timeLeft < 2 * interval ? timeLeft : timeLeft - interval
    return sleep(Math.min(delays.next().value, maxDelay), signal)
  }
  let state = lastState
  let failures = 0
  if (state !== undefined) await pause()
  for (;;) {
    const remaining = Math.ceil(deadline - Date.now())
    if (remaining <= 0) throw new TimeoutError(name, limit, state)
    let resource: T | undefined
    try {
      resource = await read({ signal, timeout: Math.min(requestTimeout, remaining) })
      failures = 0
    } catch (error) {
      if (error instanceof TimeoutError && remaining <= requestTimeout)
        throw new TimeoutError(name, limit, state)
      failures += 1
      if (state === undefined || failures > maxFailures || !isTransient(error)) throw error
    }
    if (resource !== undefined) {
      state = getState(resource)
      yield resource
      if (finalStates.includes(state)) return resource
    }
    await pause()
  }
}

/** Reads a resource until it is in a final state, and returns the last response. Throws the errors of {@link poll}. */
export async function pollToEnd<T extends object>(
  responses: AsyncGenerator<T, T, undefined>,
): Promise<T> {
  for (;;) {
    const { done, value } = await responses.next()
    if (done) return value
  }
}

/**
 * Returns an iterable whose iterations each run the generator anew. A caller that stops early also ends a `next()` that is
 * still waiting, so that nothing is left running.
 */
export function toAbortableIterable<T>(
  callerSignal: AbortSignal | undefined,
  generate: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncIterable<T> {
  async function* iterate(stopSignal: AbortSignal): AsyncGenerator<T, void, undefined> {
    try {
      yield* generate(AbortSignal.any([stopSignal, ...(callerSignal ? [callerSignal] : [])]))
    } catch (error) {
      if (!stopSignal.aborted) throw error
    }
  }
  return {
    [Symbol.asyncIterator]() {
      const controller = new AbortController()
      const iterator = iterate(controller.signal)
      return {
        next: () => iterator.next(),
        return() {
          controller.abort()
          return iterator.return()
        },
      }
    },
  }
}
