import { responseOf } from './answered.ts'
import type { TimedSend } from './timeout.ts'

/**
 * Sends a `Request`, and answers a `Response` whose body has arrived whole.
 *
 * @param signal - the caller's own. Default: that of the `Request`
 */
export async function sendRequest(
  send: TimedSend,
  timeout: number,
  request: Request,
  signal: AbortSignal | null = request.signal,
): Promise<Response> {
  const { url, method } = request
  // Not `request.body`, which Firefox lacks.
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
  const headers = Object.fromEntries(request.headers)
  // In Node, a `Request` that is collected as garbage takes along its signal.
  const answered = await send(timeout, { url, method, headers, body }, signal).finally(
    () => request,
  )
  return responseOf(answered)
}
