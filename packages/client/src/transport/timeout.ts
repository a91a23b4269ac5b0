import { TimeoutError } from '../errors/timeout-error.ts'
import type { AtlasRequest, OwnRequest } from '../fetch.ts'
import type { Answered } from './answered.ts'
import type { DeadlineSend } from './retry.ts'

/**
 * Sends within a number of milliseconds, everything included, unless the caller's signal ends it before.
 *
 * @param readBody - reads the body of a request that does not hold it yet, which takes of the time too
 */
export type TimedSend = (
  timeout: number,
  request: OwnRequest,
  signal?: AbortSignal | null,
  readBody?: () => Promise<ArrayBuffer>,
) => Promise<Answered>

/**
 * Ends a call with a {@link TimeoutError} when its time is up, and with the signal's reason when its caller aborts, also
 * where a `fetch` does not heed its signal. A call has one signal: joining two costs more than all else in this layer.
 */
export function withTimeout(send: DeadlineSend): TimedSend {
  return (timeout, request, given, readBody) =>
    new Promise((resolve, reject) => {
      given?.throwIfAborted()
      const { url, method, headers, body } = request
      const controller = new AbortController()
      const release = () => {
        clearTimeout(timer)
        given?.removeEventListener('abort', abort)
      }
      const released =
        <T>(settle: (outcome: T) => void) =>
        (outcome: T) => {
          release()
          settle(outcome)
        }
      const end = (reason: unknown) => {
        released(reject)(reason)
        controller.abort(reason)
      }
      const abort = () => end(given?.reason)
      const timer = setTimeout(() => end(new TimeoutError(request, timeout)), timeout)
      given?.addEventListener('abort', abort)
      const deadline = Date.now() + timeout
      const sendWith = (content: AtlasRequest['body']) => {
        controller.signal.throwIfAborted()
        return send({ url, method, headers, body: content, signal: controller.signal }, deadline)
      }
      const answer = readBody === undefined ? sendWith(body) : readBody().then(sendWith)
      answer.then(released(resolve), released(reject))
    })
}
