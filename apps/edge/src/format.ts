import { vendorContentType } from '@export-buckets/core'
import { type Exchange, found } from './exchange.ts'
import { reply } from './reply.ts'
import { serialize } from './serialize.ts'

/** How the caller wants the body: indented, wrapped together with the status. */
export interface Format {
  readonly pretty?: boolean | undefined
  readonly envelope?: boolean | undefined
}

/** The format asked for, as far as the query is understood: what an error is written in. */
export function lenientFormat({ searchParams }: Exchange): Format {
  const isTrue = (name: string) => searchParams.get(name) === 'true'
  return { pretty: isTrue('pretty'), envelope: isTrue('envelope') }
}

/** An envelope holds a body as `content`, with the status beside it; a list has the status within. */
function enveloped(body: object, status: number, { envelope }: Format): object {
  if (!envelope) return body
  return 'results' in body ? { ...body, status } : { content: body, status }
}

const json = (value: unknown, { pretty }: Format): string =>
  JSON.stringify(value, null, pretty ? 2 : undefined)

/** Writes a body in the format asked for, its keys in the order that they have. */
export function write(body: object, status: number, format: Format): string {
  return json(enveloped(body, status, format), format)
}

/** The text of a body in the format asked for, its keys in alphabetical order as before. */
function formatted(text: string, format: Format): string {
  if (!format.pretty && !format.envelope) return text
  const members = Object.entries(enveloped(JSON.parse(text), 200, format))
  return json(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))), format)
}

/** Answers 200 with a body, in the version that was negotiated: with the fields of this version, and no others. */
export function answer(exchange: Exchange, body: object, format: Format): Response {
  const { version, schema = {} } = found(exchange.resourceVersion)
  const text = serialize(schema, body) ?? ''
  exchange.headers['Content-Type'] = vendorContentType(version)
  return reply(exchange, 200, formatted(text, format))
}

/** Answers 204. Recorded: it has the `Content-Type` of the version that answered. */
export function answerNoContent(exchange: Exchange): Response {
  const { version } = found(exchange.resourceVersion)
  return reply(exchange, 204, null, { 'Content-Type': vendorContentType(version) })
}
