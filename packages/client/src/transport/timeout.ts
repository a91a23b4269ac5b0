import { TimeoutError } from '../errors/timeout-error.ts'
import { abortable } from './abort.ts'
import { hold } from './replay.ts'
import type { DeadlineFetch } from './retry.ts'

/** Sends a request within a number of milliseconds, everything included. */
export type TimedFetch = (request: Request, timeout: number) => Promise<Response>

/** Ends a call with a {@link TimeoutError} when its time is up, and with the signal's reason when its caller aborts. */
export function withTimeout(send: DeadlineFetch): TimedFetch {
  return async (request, timeout) => {
    request.signal.throwIfAborted()
    const controller = new AbortController()
    const expire = () => controller.abort(new TimeoutError(request, timeout))
    const timer = setTimeout(expire, timeout)
    const signal = AbortSignal.any([request.signal, controller.signal])
    try {
      const bound = new Request(request, { signal })
      return await abortable(hold(bound, send(bound, Date.now() + timeout)), signal)
    } finally {
      clearTimeout(timer)
    }
  }
}
