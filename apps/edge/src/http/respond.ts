import { vendorContentType } from '@export-buckets/core'
import { type RequestContext, requireValue } from './request-context.ts'
import { selectFields } from './select-fields.ts'

/** Headers by name. */
export type HeaderRecord = Readonly<Record<string, string>>

/**
 * Creates a response with the headers of the context and `extraHeaders`. The headers stay a plain record, because filling a
 * `Headers` object one by one costs a Node server more than the rest of the response.
 */
export function respond(
  { c, headers }: RequestContext,
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  extraHeaders?: HeaderRecord,
): Response {
  if (extraHeaders !== undefined) Object.assign(headers, extraHeaders)
  // Hono drops the body of a HEAD response, and some runtimes would then send `Content-Length: 0`.
  if (c.req.method === 'HEAD' && typeof body === 'string') {
    headers['Content-Length'] = String(new TextEncoder().encode(body).length)
  }
  return new Response(body, { status, headers })
}

/** Creates a response with a JSON body. */
export function respondJson(
  context: RequestContext,
  status: number,
  body: object,
  headers?: HeaderRecord,
): Response {
  const text = JSON.stringify(body)
  return respond(context, status, text, { 'Content-Type': 'application/json', ...headers })
}

/** The format of a body: indented, or wrapped in an envelope with the status. */
export interface ResponseFormat {
  readonly pretty?: boolean | undefined
  readonly envelope?: boolean | undefined
}

/** Returns the format of an error, which does not depend on a valid query. */
export function formatFromQuery({ searchParams }: RequestContext): ResponseFormat {
  const isTrue = (name: string) => searchParams.get(name) === 'true'
  return { pretty: isTrue('pretty'), envelope: isTrue('envelope') }
}

/** Wraps a body in an object with `content` and `status`. A list has no `content`: it gets `status` before `totalCount`. */
function wrapEnvelope(body: object, status: number, { envelope }: ResponseFormat): object {
  if (!envelope) return body
  if (!('results' in body)) return { content: body, status }
  const { totalCount, ...page } = Object(body)
  return { ...page, status, totalCount }
}

// V8 serializes a list twice as fast without a replacer, and `null` counts as one.
const stringify = (value: unknown, { pretty }: ResponseFormat): string =>
  JSON.stringify(value, undefined, pretty ? 2 : undefined)

/** Serializes a body in a format. */
export function serializeBody(body: object, status: number, format: ResponseFormat): string {
  return stringify(wrapEnvelope(body, status, format), format)
}

/** Creates a 200 response in the negotiated version, with the fields of that version only. */
export function respondVersioned(
  context: RequestContext,
  body: object,
  format: ResponseFormat,
): Response {
  const { version, schema = {} } = requireValue(context.resourceVersion)
  const text = serializeBody(Object(selectFields(schema, body)), 200, format)
  return respond(context, 200, text, { 'Content-Type': vendorContentType(version) })
}

/** Creates a 204 response. Recorded: it has the `Content-Type` of the negotiated version. */
export function respondNoContent(context: RequestContext): Response {
  const { version } = requireValue(context.resourceVersion)
  return respond(context, 204, null, { 'Content-Type': vendorContentType(version) })
}
