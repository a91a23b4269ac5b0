import type { BufferedResponse } from './buffered-response.ts'
import type { SendWithTimeout } from './timeout.ts'

/**
 * Sends a `Request`, and answers a response whose body has arrived whole.
 *
 * @param signal - the caller's own. Default: that of the `Request`
 */
export async function sendWebRequest(
  send: SendWithTimeout,
  timeout: number,
  request: Request,
  signal: AbortSignal | null = request.signal,
): Promise<BufferedResponse> {
  const { url, method } = request
  const plainRequest = { url, method, headers: Object.fromEntries(request.headers), body: null }
  // Not `request.body`, which Firefox lacks.
  const isBodiless = method === 'GET' || method === 'HEAD'
  const readBody = isBodiless ? undefined : () => request.arrayBuffer()
  // In Node, a `Request` that is collected as garbage takes along its signal.
  return send(timeout, plainRequest, signal, readBody).finally(() => request)
}
