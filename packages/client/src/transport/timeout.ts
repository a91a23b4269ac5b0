import { TimeoutError } from '../errors/timeout-error.ts'
import type { OwnRequest } from '../fetch.ts'
import type { Answered } from './answered.ts'
import type { DeadlineSend } from './retry.ts'

/** Sends within a number of milliseconds, everything included, unless the caller's signal ends it before. */
export type TimedSend = (
  timeout: number,
  request: OwnRequest,
  signal?: AbortSignal | null,
) => Promise<Answered>

/**
 * Ends a call with a {@link TimeoutError} when its time is up, and with the signal's reason when its caller aborts, also
 * where a `fetch` does not heed its signal. A call has one signal: joining two costs more than all else in this layer.
 */
export function withTimeout(send: DeadlineSend): TimedSend {
  return (timeout, request, given) =>
    new Promise((resolve, reject) => {
      given?.throwIfAborted()
      const { url, method, headers, body } = request
      const controller = new AbortController()
      const release = () => {
        clearTimeout(timer)
        given?.removeEventListener('abort', abort)
      }
      const end = (reason: unknown) => {
        release()
        reject(reason)
        controller.abort(reason)
      }
      const abort = () => end(given?.reason)
      const timer = setTimeout(() => end(new TimeoutError(request, timeout)), timeout)
      given?.addEventListener('abort', abort)
      const { signal } = controller
      send({ url, method, headers, body, signal }, Date.now() + timeout).then(
        (answered) => {
          release()
          resolve(answered)
        },
        (error: unknown) => {
          release()
          reject(error)
        },
      )
    })
}
