import { TimeoutError } from '../errors/timeout-error.ts'
import { abortable } from './abort.ts'
import { hold } from './replay.ts'
import type { DeadlineFetch } from './retry.ts'

/** Sends within a number of milliseconds, everything included, what `fetch` would be called with. */
export type TimedFetch = (
  timeout: number,
  input: string | Request,
  init?: RequestInit,
) => Promise<Response>

/** The caller's own signal, where there is one. */
function signalOf(input: string | Request, init?: RequestInit): AbortSignal | undefined {
  return init?.signal ?? (typeof input === 'string' ? undefined : input.signal)
}

/**
 * Ends a call with a {@link TimeoutError} when its time is up, and with the signal's reason when its caller aborts. The
 * `Request` is made here, with the signal that ends it, because each one that is made costs as much as all else in a layer.
 */
export function withTimeout(send: DeadlineFetch): TimedFetch {
  return async (timeout, input, init) => {
    const given = signalOf(input, init)
    given?.throwIfAborted()
    const controller = new AbortController()
    const signal = given ? AbortSignal.any([given, controller.signal]) : controller.signal
    const request = new Request(input, { ...init, redirect: 'manual', signal })
    const expire = () => controller.abort(new TimeoutError(request, timeout))
    const timer = setTimeout(expire, timeout)
    try {
      return await abortable(hold(request, send(request, Date.now() + timeout)), signal)
    } finally {
      clearTimeout(timer)
    }
  }
}
