import type { RequestContext } from './request-context.ts'

/** Headers by their names. */
export type HeaderRecord = Readonly<Record<string, string>>

/**
 * Answers with the headers that were said so far and those given. They reach the runtime as a plain record: a `Headers` that
 * is filled one by one costs a Node server more than all the rest of an answer.
 */
export function respond(
  { c, headers }: RequestContext,
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  extraHeaders?: HeaderRecord,
): Response {
  if (extraHeaders !== undefined) Object.assign(headers, extraHeaders)
  // Hono drops the body, and some runtimes would say then that GET has none.
  if (c.req.method === 'HEAD' && typeof body === 'string') {
    headers['Content-Length'] = String(new TextEncoder().encode(body).length)
  }
  return new Response(body, { status, headers })
}

/** Answers with a JSON body. */
export function respondJson(
  context: RequestContext,
  status: number,
  body: object,
  headers?: HeaderRecord,
): Response {
  const text = JSON.stringify(body)
  return respond(context, status, text, { 'Content-Type': 'application/json', ...headers })
}
