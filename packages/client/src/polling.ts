import type { CallOptions } from './call-options.ts'
import { TimeoutError } from './errors/connection-errors.ts'
import { validateDelay, validateTimeout } from './options.ts'
import { sleep } from './transport/abort.ts'

/** How `watch` and `waitFor` wait. */
export interface WaitOptions extends CallOptions {
  /** The timeout of the whole wait, in milliseconds. Default: none. Each request also has the client's `timeout`. */
  readonly timeout?: number | undefined
  /** The delay after the first request, in milliseconds. It grows by half with each request. Default: 2000. */
  readonly interval?: number | undefined
  /** The maximum delay between two requests, in milliseconds. Default: 60 000. */
  readonly maxInterval?: number | undefined
}

/** A resource that {@link poll} reads until it is in a final state. */
interface PollTarget<T> {
  /** Names the resource in a TimeoutError. */
  readonly name: string
  readonly finalStates: readonly string[]
  read(options: CallOptions): Promise<T>
  getState(resource: T): string
}

/** Yields delays that grow by half, up to a maximum. */
export function* growingDelays(first: number, max: number): Generator<number, never, undefined> {
  for (let delay = first; ; delay *= 1.5) yield Math.min(delay, max)
}

/**
 * Reads a resource until it is in a final state. Yields each response, and returns the last one. Nothing runs while the
 * caller handles a response.
 *
 * @param requestTimeout - the timeout of one request, in milliseconds
 * @throws TimeoutError with the last state, and the errors of `read`
 */
export async function* poll<T>(
  { name, finalStates, read, getState }: PollTarget<T>,
  { signal, timeout, interval = 2000, maxInterval = 60_000 }: WaitOptions,
  requestTimeout: number,
): AsyncGenerator<T, T, undefined> {
  validateDelay('interval', interval)
  const delays = growingDelays(interval, validateDelay('maxInterval', maxInterval))
  const limit = timeout === undefined ? Number.POSITIVE_INFINITY : validateTimeout(timeout)
  const deadline = Date.now() + limit
  let state: string | undefined
  for (;;) {
    const remaining = Math.ceil(deadline - Date.now())
    if (remaining <= 0) throw new TimeoutError(name, limit, state)
    let resource: T
    try {
      resource = await read({ signal, timeout: Math.min(requestTimeout, remaining) })
    } catch (error) {
      const isDeadline = error instanceof TimeoutError && remaining <= requestTimeout
      throw isDeadline ? new TimeoutError(name, limit, state) : error
    }
    state = getState(resource)
    yield resource
    if (finalStates.includes(state)) return resource
    const timeLeft = deadline - Date.now()
    // The last request is sent shortly before the deadline, not up to a minute before it.
    const maxDelay = timeLeft < 2 * interval ? timeLeft : timeLeft - interval
    await sleep(Math.min(delays.next().value, maxDelay), signal)
  }
}

/** Reads a resource until it is in a final state, and returns the last response. Throws the errors of {@link poll}. */
export async function pollToEnd<T>(responses: AsyncGenerator<T, T, undefined>): Promise<T> {
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
