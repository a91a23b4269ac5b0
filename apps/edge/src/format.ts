import type { Context } from 'hono'
import type { Env } from './env.ts'
import { AtlasError } from './errors.ts'

/** How the caller wants the body: indented, wrapped together with the status. */
export interface Format {
  readonly pretty: boolean
  readonly envelope: boolean
}

const names = ['pretty', 'envelope'] as const

function flagOf(values: readonly string[]): boolean | undefined {
  if (values.length === 0) return false
  if (values.length > 1) return undefined
  return values[0] === 'true' ? true : values[0] === 'false' ? false : undefined
}

function flags(c: Context<Env>): Record<(typeof names)[number], boolean | undefined> {
  const of = (name: string) => flagOf(c.req.queries(name) ?? [])
  return { pretty: of('pretty'), envelope: of('envelope') }
}

/** The format asked for, as far as the query is understood: what an error is written in. */
export function lenientFormat(c: Context<Env>): Format {
  const { pretty = false, envelope = false } = flags(c)
  return { pretty, envelope }
}

/**
 * The format asked for.
 *
 * @throws AtlasError `VALIDATION_ERROR`, naming each parameter that is neither `true` nor `false` or stands there twice
 */
export function formatOf(c: Context<Env>): Format {
  const asked = flags(c)
  const bad = names.filter((name) => asked[name] === undefined)
  if (bad.length === 0) return lenientFormat(c)
  throw new AtlasError('VALIDATION_ERROR', {
    parameters: [`${bad.join(' and ')} must be true or false, once`],
    fields: bad.map((field) => ({ description: 'must be true or false, once', field })),
  })
}

/** Writes a body: an envelope holds it as `content`, with the status beside it. */
export function write(body: unknown, status: number, { pretty, envelope }: Format): string {
  return JSON.stringify(envelope ? { content: body, status } : body, null, pretty ? 2 : undefined)
}

/** A copy with its keys, and those within, in alphabetical order, as Atlas answers. */
export function alphabetical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alphabetical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, alphabetical(inner)]))
}
