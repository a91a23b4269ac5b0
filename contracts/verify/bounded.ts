import type { Send } from './senders.ts'

/** Milliseconds that a provider has for an answer, its body included. */
export const patienceForAnAnswer = 30_000

/** Bytes of a body that are read at most: what the API answers has a few hundred of them for each bucket. */
const mostBytes = 1024 * 1024

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
      if (size > mostBytes) {
        end()
        throw new Error(`the body has more than ${mostBytes} bytes`)
      }
    }
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/** The response without its body, for who asks only whether there is one. */
export async function bodiless({ status, headers, body }: Response): Promise<Response> {
  await body?.cancel()
  return new Response(null, { status, headers })
}

/** The response with its body in memory. */
async function whole(response: Response, signal: AbortSignal): Promise<Response> {
  const { status, headers, body } = response
  if (body === null) return response
  return new Response(await read(body, signal), { status, headers })
}

/**
 * Sends with bounds: an answer comes in time and of a size that can be looked at, or not at all.
 *
 * @param take - takes the body in. Default: whole
 */
export function bounded(
  send: Send,
  ends: AbortSignal | undefined,
  take: (response: Response, signal: AbortSignal) => Promise<Response> = whole,
): Send {
  return (request) => {
    const signals = [request.signal, AbortSignal.timeout(patienceForAnAnswer)]
    if (ends !== undefined) signals.push(ends)
    const signal = AbortSignal.any(signals)
    const own = new Request(request, { signal })
    // Held until the body has come: Node forwards an abort only through a request that is alive.
    return send(own)
      .then((response) => take(response, signal))
      .finally(() => own)
  }
}
