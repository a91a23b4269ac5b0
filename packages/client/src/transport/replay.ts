/**
 * Makes requests equal to one, as often as needed. Without a body the first is the request itself, and what is done to it
 * does not show in those after it; a body is read into memory once.
 */
export async function replayable(request: Request): Promise<() => Request> {
  // Not `clone()`: in Node, the signal of a clone is lost to garbage collection, and no abort reaches the network.
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const body = await request.arrayBuffer()
    return () => new Request(request, { body })
  }
  const headers = new Headers(request.headers)
  let made = 0
  return () => (made++ === 0 ? request : new Request(request, { headers }))
}

/** Keeps a request alive until its answer comes: Node forwards an abort only through a `Request` that is alive. */
export function hold(request: Request, answer: Promise<Response>): Promise<Response> {
  return answer.finally(() => request)
}
