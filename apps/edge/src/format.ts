import { type OperationId, parseQuery, type Query, vendorContentType } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { reply } from './reply.ts'
import { invalid } from './violations.ts'

/** How the caller wants the body: indented, wrapped together with the status. */
export interface Format {
  readonly pretty?: boolean | undefined
  readonly envelope?: boolean | undefined
}

/** The format asked for, as far as the query is understood: what an error is written in. */
export function lenientFormat(c: Context<Env>): Format {
  return { pretty: c.req.query('pretty') === 'true', envelope: c.req.query('envelope') === 'true' }
}

/**
 * The query of a request, with defaults.
 *
 * @throws AtlasError `VALIDATION_ERROR` that names every parameter that is wrong or stands there twice
 */
export function queryOf<Op extends OperationId>(
  c: Context<Env>,
  operationId: Op,
): Required<Query<Op>> {
  const parsed = parseQuery(operationId, (name) => c.req.queries(name) ?? [])
  if (parsed.ok) return parsed.query
  throw invalid(parsed.issues)
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

/** Answers 200 with a body, in the version that was negotiated. */
export function answer(c: Context<Env>, body: object, format: Format): Response {
  return reply(c, 200, json(alphabetical(enveloped(body, 200, format)), format), {
    'Content-Type': vendorContentType(c.get('resourceVersion').version),
  })
}
