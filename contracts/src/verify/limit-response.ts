import type { Send } from './senders.ts'

/** Milliseconds that a provider has for an answer, its body included. */
export const RESPONSE_TIMEOUT_MS = 30_000

/** Bytes of a body that are read at most: what the API answers has a few hundred of them for each bucket. */
const MAX_BODY_BYTES = 1024 * 1024

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
      if (size > MAX_BODY_BYTES) {
        cancel()
        throw new Error(`the body has more than ${MAX_BODY_BYTES} bytes`)
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Returns the response without its body, for callers that only need to know whether there is one. */
export async function withoutBody({ status, headers, body }: Response): Promise<Response> {
  await body?.cancel()
  return new Response(null, { status, headers })
}

/** Returns the response with its body in memory. */
async function bufferResponse(response: Response, signal: AbortSignal): Promise<Response> {
  const { status, headers, body } = response
  if (body === null) return response
  return new Response(await readLimitedBody(body, signal), { status, headers })
}

/**
 * Sends with bounds: an answer comes in time and of a size that can be looked at, or not at all.
 *
 * @param readResponse - takes the body in. Default: whole
 */
export function limitResponses(
  send: Send,
  interrupt: AbortSignal | undefined,
  readResponse: (response: Response, signal: AbortSignal) => Promise<Response> = bufferResponse,
): Send {
  return (request) => {
    const signals = [request.signal, AbortSignal.timeout(RESPONSE_TIMEOUT_MS)]
    if (interrupt !== undefined) signals.push(interrupt)
    const signal = AbortSignal.any(signals)
    const limitedRequest = new Request(request, { signal })
    // Held until the body has come: Node forwards an abort only through a request that is alive.
    return send(limitedRequest)
      .then((response) => readResponse(response, signal))
      .finally(() => limitedRequest)
  }
}
