import { errorWithCause } from '../lib/text.ts'
import type { Send } from './options.ts'

/** Milliseconds in which a provider has to respond, including the body. */
export const responseTimeoutMs = 30_000

/** The maximum size of a body. The API returns a few hundred bytes for each bucket. */
const maxBodyBytes = 1024 * 1024

async function readLimitedBody(
  body: NonNullable<Response['body']>,
  signal: AbortSignal,
): Promise<Blob> {
  const reader = body.getReader()
  const cancel = () => reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  try {
    const chunks: BlobPart[] = []
    for (let size = 0; ; ) {
      const { value } = await reader.read()
      signal.throwIfAborted()
      if (value === undefined) return new Blob(chunks)
      chunks.push(value)
      size += value.byteLength
      if (size > maxBodyBytes) {
        cancel()
        throw new Error(`the body has more than ${maxBodyBytes} bytes`)
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Returns the response without its body, for reachability checks. */
export async function withoutBody({ status, headers, body }: Response): Promise<Response> {
  await body?.cancel()
  return new Response(null, { status, headers })
}

async function bufferResponse(response: Response, signal: AbortSignal): Promise<Response> {
  const { status, headers, body } = response
  if (body === null) return response
  return new Response(await readLimitedBody(body, signal), { status, headers })
}

/**
 * Returns a sender that rejects a response that is too slow or too large.
 *
 * @param interrupt - aborts every request
 * @param readResponse - reads the body. Default: all of it
 */
export function limitResponses(
  send: Send,
  interrupt: AbortSignal | undefined,
  readResponse: (response: Response, signal: AbortSignal) => Promise<Response> = bufferResponse,
): Send {
  return (request) => {
    const signals = [request.signal, AbortSignal.timeout(responseTimeoutMs)]
    if (interrupt !== undefined) signals.push(interrupt)
    const signal = AbortSignal.any(signals)
    const limitedRequest = new Request(request, { signal })
    // `finally` references the request until the body is read. Garbage collection of it would disable its signal in Node.
    return send(limitedRequest)
      .then((response) => readResponse(response, signal))
      .finally(() => limitedRequest)
  }
}

/** Thrown when the provider, or the URL that sets its states, cannot be reached. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/**
 * Checks that a URL responds, with whatever status.
 *
 * @throws UnreachableError when there is no response
 */
export async function assertReachable(label: string, url: string, send: Send): Promise<void> {
  try {
    await send(new Request(url, { redirect: 'manual' }))
  } catch (error) {
    throw new UnreachableError(`${label}: no response from ${url}: ${errorWithCause(error)}`)
  }
}
