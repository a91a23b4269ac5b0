import { vendorContentType } from '@export-buckets/core'
import { type RequestContext, required } from './request-context.ts'
import { respond } from './respond.ts'
import { serialize } from './serialize.ts'

/** How the caller wants the body: indented, wrapped together with the status. */
export interface ResponseFormat {
  readonly pretty?: boolean | undefined
  readonly envelope?: boolean | undefined
}

/** The format asked for, as far as the query is understood: what an error is written in. */
export function formatFromQuery({ searchParams }: RequestContext): ResponseFormat {
  const isTrue = (name: string) => searchParams.get(name) === 'true'
  return { pretty: isTrue('pretty'), envelope: isTrue('envelope') }
}

/** An envelope holds a body as `content`, with the status beside it; a list has the status within. */
function wrapEnvelope(body: object, status: number, { envelope }: ResponseFormat): object {
  if (!envelope) return body
  return 'results' in body ? { ...body, status } : { content: body, status }
}

const stringify = (value: unknown, { pretty }: ResponseFormat): string =>
  JSON.stringify(value, null, pretty ? 2 : undefined)

/** Writes a body in the format asked for, its keys in the order that they have. */
export function serializeBody(body: object, status: number, format: ResponseFormat): string {
  return stringify(wrapEnvelope(body, status, format), format)
}

/** The text of a body in the format asked for, its keys in alphabetical order as before. */
function applyFormat(text: string, format: ResponseFormat): string {
  if (!format.pretty && !format.envelope) return text
  const members = Object.entries(wrapEnvelope(JSON.parse(text), 200, format))
  return stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))), format)
}

/** Answers 200 with a body, in the version that was negotiated: with the fields of this version, and no others. */
export function respondVersioned(
  context: RequestContext,
  body: object,
  format: ResponseFormat,
): Response {
  const { version, schema = {} } = required(context.resourceVersion)
  const text = serialize(schema, body) ?? ''
  context.headers['Content-Type'] = vendorContentType(version)
  return respond(context, 200, applyFormat(text, format))
}

/** Answers 204. Recorded: it has the `Content-Type` of the version that answered. */
export function respondNoContent(context: RequestContext): Response {
  const { version } = required(context.resourceVersion)
  return respond(context, 204, null, { 'Content-Type': vendorContentType(version) })
}
