/** A response as a `fetch` that is not the runtime's may make it: with anything for a body. */
export function withBody(body: unknown, init?: ResponseInit): Response {
  return Object.defineProperty(new Response(null, init), 'body', { value: body })
}
