/** Makes requests equal to one, as often as needed: its body is read into memory once. */
export async function replayable(request: Request): Promise<() => Request> {
  const bodiless = request.method === 'GET' || request.method === 'HEAD'
  const init = bodiless ? {} : { body: await request.arrayBuffer() }
  // Not `clone()`: in Node, the signal of a clone is lost to garbage collection, and no abort reaches the network.
  return () => new Request(request, init)
}

/** Keeps a request alive until its answer comes: Node forwards an abort only through a `Request` that is alive. */
export function hold(request: Request, answer: Promise<Response>): Promise<Response> {
  return answer.finally(() => request)
}
