import type { FetchLike } from '@export-buckets/client'

/** Returns a stream that fails when the body exceeds a number of bytes. */
function limitBody(body: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> {
  let size = 0
  const limiter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size <= maxBytes) controller.enqueue(chunk)
      else controller.error(new Error(`the response has more than ${maxBytes} bytes`))
    },
  })
  return body.pipeThrough(limiter)
}

/** Returns a `fetch` that limits the size of response bodies. */
export function limitResponseSize(fetch: FetchLike, maxBytes: number): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init)
    if (response.body === null) return response
    const { status, statusText, headers } = response
    // Not a status of HTTP (RFC 9110 §15), and the constructor of `Response` rejects it.
    if (status > 599) throw new Error(`invalid status ${status}`)
    return new Response(limitBody(response.body, maxBytes), { status, statusText, headers })
  }
}
