import { TimeoutError } from '../errors/timeout-error.ts'
import type { AtlasRequest, OwnRequest } from '../fetch.ts'
import type { Answered } from './answered.ts'
import type { Reading } from './body.ts'

/** What the layers below know of a call besides its request: when it has to be over, and what is read meanwhile. */
interface Call extends Reading {
  /** In milliseconds since the epoch. */
  readonly deadline: number
}

/** Sends a request of a call. */
export type CallSend = (request: AtlasRequest, call: Call) => Promise<Answered>

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
export function withTimeout(send: CallSend): TimedSend {
  return (timeout, request, given, readBody) =>
    new Promise((resolve, reject) => {
      given?.throwIfAborted()
      const controller = new AbortController()
      const { signal } = controller
      const call: Call = { deadline: Date.now() + timeout, reader: undefined }
      const release = () => {
        clearTimeout(timer)
        given?.removeEventListener('abort', abort)
      }
      const fail = (reason: unknown) => {
        release()
        reject(reason)
      }
      const end = (reason: unknown) => {
        fail(reason)
        controller.abort(reason)
        call.reader?.cancel()
      }
      const abort = () => end(given?.reason)
      const timer = setTimeout(() => end(new TimeoutError(request, timeout)), timeout)
      given?.addEventListener('abort', abort)
      const { url, method, headers, body } = request
      const sendWith = (content: AtlasRequest['body']) => {
        signal.throwIfAborted()
        return send({ url, method, headers, body: content, signal }, call)
      }
      const answer = readBody === undefined ? sendWith(body) : readBody().then(sendWith)
      answer.then((answered) => {
        release()
        resolve(answered)
      }, fail)
    })
}
