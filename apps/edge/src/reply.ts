import type { Exchange } from './exchange.ts'

/** Headers by their names. */
export type HeaderRecord = Readonly<Record<string, string>>

/**
 * Answers with the headers that were said so far and those given. They reach the runtime as a plain record: a `Headers` that
 * is filled one by one costs a Node server more than all the rest of an answer.
 */
export function reply(
  { c, headers }: Exchange,
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  more?: HeaderRecord,
): Response {
  if (more !== undefined) Object.assign(headers, more)
  // Hono drops the body, and some runtimes would say then that GET has none.
  if (c.req.method === 'HEAD' && typeof body === 'string') {
    headers['Content-Length'] = String(new TextEncoder().encode(body).length)
  }
  return new Response(body, { status, headers })
}

/** Answers with a JSON body. */
export function replyJson(
  exchange: Exchange,
  status: number,
  body: object,
  headers?: HeaderRecord,
): Response {
  const text = JSON.stringify(body)
  return reply(exchange, status, text, { 'Content-Type': 'application/json', ...headers })
}
