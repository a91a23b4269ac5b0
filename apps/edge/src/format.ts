import { vendorContentType } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { reply } from './reply.ts'

/** How the caller wants the body: indented, wrapped together with the status. */
export interface Format {
  readonly pretty?: boolean | undefined
  readonly envelope?: boolean | undefined
}

/** The format asked for, as far as the query is understood: what an error is written in. */
export function lenientFormat(c: Context<Env>): Format {
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

/** A copy with its keys, and those within, in alphabetical order, as Atlas answers. */
function alphabetical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alphabetical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, alphabetical(inner)]))
}

/** What was written of bodies that still are somewhere. Nobody changes a body once it is made. */
const written = new WeakMap<object, string>()

/** A body in the plain format, written once. */
function plain(body: object): string {
  const before = written.get(body)
  if (before !== undefined) return before
  const text = JSON.stringify(alphabetical(body))
  written.set(body, text)
  return text
}

/** Answers 200 with a body, in the version that was negotiated. */
export function answer(c: Context<Env>, body: object, format: Format): Response {
  const asked = format.pretty || format.envelope
  const text = asked ? json(alphabetical(enveloped(body, 200, format)), format) : plain(body)
  return reply(c, 200, text, {
    'Content-Type': vendorContentType(c.get('resourceVersion').version),
  })
}
