import type { Send } from './senders.ts'

/** Milliseconds that a provider has for an answer, its body included. */
export const RESPONSE_TIMEOUT = 30_000

/** Bytes of a body that are read at most: what the API answers has a few hundred of them for each bucket. */
const MAX_BYTES = 1024 * 1024

async function read(body: NonNullable<Response['body']>, signal: AbortSignal): Promise<Blob> {
  const reader = body.getReader()
  const end = () => reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', end)
  try {
    const chunks: BlobPart[] = []
    for (let size = 0; ; ) {
      const { value } = await reader.read()
      signal.throwIfAborted()
      if (value === undefined) return new Blob(chunks)
      chunks.push(value)
      size += value.byteLength
      if (size > MAX_BYTES) {
        end()
        throw new Error(`the body has more than ${MAX_BYTES} bytes`)
      }
    }
  } finally {
    signal.removeEventListener('abort', end)
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
  return new Response(await read(body, signal), { status, headers })
}

/**
 * Sends with bounds: an answer comes in time and of a size that can be looked at, or not at all.
 *
 * @param take - takes the body in. Default: whole
 */
export function limited(
  send: Send,
  ends: AbortSignal | undefined,
  take: (response: Response, signal: AbortSignal) => Promise<Response> = bufferResponse,
): Send {
  return (request) => {
    const signals = [request.signal, AbortSignal.timeout(RESPONSE_TIMEOUT)]
    if (ends !== undefined) signals.push(ends)
    const signal = AbortSignal.any(signals)
    const own = new Request(request, { signal })
    // Held until the body has come: Node forwards an abort only through a request that is alive.
    return send(own)
      .then((response) => take(response, signal))
      .finally(() => own)
  }
}
