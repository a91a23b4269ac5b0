import type { FetchLike } from '@export-buckets/client'

/** A body that breaks off, as a connection does, when it grows beyond a number of bytes. */
function limitBody(body: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> {
  let size = 0
  const limiter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size <= maxBytes) controller.enqueue(chunk)
      else controller.error(new Error(`the answer has more than ${maxBytes} bytes`))
    },
  })
  return body.pipeThrough(limiter)
}

/** A `fetch` whose answers have an end. */
export function limitResponseSize(fetch: FetchLike, maxBytes: number): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init)
    if (response.body === null) return response
    const { status, statusText, headers } = response
    // HTTP has no such status (RFC 9110, section 15), and a `Response` cannot be made of it.
    if (status > 599) throw new Error(`the answer has the status ${status}`)
    return new Response(limitBody(response.body, maxBytes), { status, statusText, headers })
  }
}
