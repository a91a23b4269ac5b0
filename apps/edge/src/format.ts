import { vendorContentType } from '@export-buckets/core'
import { type Exchange, found } from './exchange.ts'
import { onceForEach } from './once-for-each.ts'
import { reply } from './reply.ts'

/** How the caller wants the body: indented, wrapped together with the status. */
export interface Format {
  readonly pretty?: boolean | undefined
  readonly envelope?: boolean | undefined
}

/** The format asked for, as far as the query is understood: what an error is written in. */
export function lenientFormat({ c }: Exchange): Format {
  return { pretty: c.req.query('pretty') === 'true', envelope: c.req.query('envelope') === 'true' }
}

/** An envelope holds a body as `content`, with the status beside it; a list has it within. */
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

/** Writes with keys, at any depth, in alphabetical order, as Atlas answers. A bucket that is listed again is not written again. */
const alphabetical: (value: object) => string = onceForEach((value) => {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${written(inner)}`)
  return `{${members.join(',')}}`
})

const written = (value: unknown): string =>
  typeof value === 'object' && value !== null ? alphabetical(value) : JSON.stringify(value)

/** Answers 200 with a body, in the version that was negotiated. */
export function answer(exchange: Exchange, body: object, format: Format): Response {
  const text = alphabetical(enveloped(body, 200, format))
  exchange.headers['Content-Type'] = vendorContentType(found(exchange.resourceVersion).version)
  return reply(exchange, 200, format.pretty ? json(JSON.parse(text), format) : text)
}
