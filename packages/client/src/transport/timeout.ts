import { TimeoutError } from '../errors/timeout-error.ts'
import type { AtlasRequest, AtlasRequestInit } from '../fetch.ts'
import type { ReadState } from './buffer-body.ts'
import type { BufferedResponse } from './buffered-response.ts'

/** What the layers below know of a call besides its request: when it has to be over, and what is read meanwhile. */
interface CallState extends ReadState {
  /** In milliseconds since the epoch. */
  readonly deadline: number
}

/** Sends a request of a call. */
export type SendAndBuffer = (request: AtlasRequest, state: CallState) => Promise<BufferedResponse>

/**
 * Sends within a number of milliseconds, everything included, unless the caller's signal ends it before.
 *
 * @param readBody - reads the body of a request that does not hold it yet, which takes of the time too
 */
export type SendWithTimeout = (
  timeout: number,
  request: AtlasRequestInit,
  signal?: AbortSignal | null,
  readBody?: () => Promise<ArrayBuffer>,
) => Promise<BufferedResponse>

/**
 * Ends a call with a {@link TimeoutError} when its time is up, and with the signal's reason when its caller aborts, also
 * where a `fetch` does not heed its signal. A call has one signal: joining two costs more than all else in this layer.
 */
export function withTimeout(send: SendAndBuffer): SendWithTimeout {
  return (timeout, request, callerSignal, readBody) =>
    new Promise((resolve, reject) => {
      callerSignal?.throwIfAborted()
      const controller = new AbortController()
      const { signal } = controller
      const state: CallState = { deadline: Date.now() + timeout, reader: undefined }
      const cleanUp = () => {
        clearTimeout(timer)
        callerSignal?.removeEventListener('abort', onCallerAbort)
      }
      const fail = (reason: unknown) => {
        cleanUp()
        reject(reason)
      }
      const abortCall = (reason: unknown) => {
        fail(reason)
        controller.abort(reason)
        state.reader?.cancel()
      }
      const onCallerAbort = () => abortCall(callerSignal?.reason)
      const timer = setTimeout(() => abortCall(new TimeoutError(request, timeout)), timeout)
      callerSignal?.addEventListener('abort', onCallerAbort)
      const { url, method, headers, body } = request
      const sendBody = (content: AtlasRequest['body']) => {
        signal.throwIfAborted()
        return send({ url, method, headers, body: content, signal }, state)
      }
      const responsePromise = readBody === undefined ? sendBody(body) : readBody().then(sendBody)
      responsePromise.then((bufferedResponse) => {
        cleanUp()
        resolve(bufferedResponse)
      }, fail)
    })
}
