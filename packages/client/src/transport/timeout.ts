import { TimeoutError } from '../errors/connection-errors.ts'
import type { AtlasRequest, AtlasRequestInit } from '../http.ts'
import type { BodyReaderState, BufferedResponse } from './body.ts'

/** The state of a call that the layers below share: its deadline, and the reader of its body. */
interface CallState extends BodyReaderState {
  /** In milliseconds since the epoch. */
  readonly deadline: number
}

/** Sends a request of a call and buffers its response. */
export type SendAndBuffer = (request: AtlasRequest, state: CallState) => Promise<BufferedResponse>

/**
 * Sends a request within `timeout` milliseconds, reading the response included, unless the caller's signal aborts first.
 *
 * @param readBody - reads a request body that is not in memory yet; its time counts too
 */
export type SendWithTimeout = (
  timeout: number,
  request: AtlasRequestInit,
  signal?: AbortSignal | null,
  readBody?: () => Promise<ArrayBuffer>,
) => Promise<BufferedResponse>

/**
 * Rejects a call with a {@link TimeoutError} after its timeout, and with the signal's reason when its caller aborts. This
 * works with a `fetch` that ignores its signal. Each call has one signal of its own: joining two with `AbortSignal.any`
 * costs more than the rest of this layer.
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
