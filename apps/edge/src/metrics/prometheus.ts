import { prometheus } from '@hono/prometheus'
import type { Context, Handler } from 'hono'
import { Registry } from 'prom-client'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import type { Observation } from '../observation.ts'
import type { Metrics } from '../parts.ts'
import { sameText, secretHash } from '../secrets.ts'
import { gatewayMetrics } from './gateway-metrics.ts'

/** What is counted, and who may read it. */
export interface PrometheusOptions {
  /** Who scrapes sends it as `Authorization: Bearer …`. At least 16 characters. */
  readonly token: string
  /** Whether the process is measured too: memory, CPU, event loop, garbage collection. Default: true. */
  readonly process?: boolean
}

/** Characters of the token that opens `/metrics`. */
export const shortestToken = 16

/** A caller may send any method, and a label must not have values without end. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const method = ({ req }: Context) => (methods.has(req.method) ? req.method : 'other')

/** Lets through whoever sends the token; tells nobody else what it is. */
function withToken(token: string, handler: Handler<Env>): Handler<Env> {
  const wanted = secretHash(token)
  return (c, next) => {
    const [, sent = ''] = /^bearer +(.*)$/i.exec(c.req.header('Authorization') ?? '') ?? []
    if (sameText(secretHash(sent), wanted)) return handler(c, next)
    throw new AtlasError('UNAUTHORIZED', {}, { 'WWW-Authenticate': 'Bearer' })
  }
}

/**
 * Metrics in Prometheus's text format at `GET /metrics`, for runtimes in which a process lives on: Node, Deno, Bun. Requests
 * are counted and timed by method, status and the pattern of the path; never by id, caller or the path itself.
 *
 * @returns the part of an app, and an `observe` for what a gateway does
 * @throws TypeError when the token has fewer than 16 characters
 */
export function prometheusMetrics({ token, process = true }: PrometheusOptions): Metrics & {
  observe(observation: Observation): void
} {
  if (token.length < shortestToken) {
    throw new TypeError(
      `metrics token: expected at least ${shortestToken} characters, got ${token.length}`,
    )
  }
  const registry = new Registry()
  const metricOptions = {
    requestDuration: { customLabels: { method } },
    requestsTotal: { customLabels: { method } },
  }
  const { registerMetrics } = prometheus({
    registry,
    collectDefaultMetrics: process,
    metricOptions,
  })
  const page: Handler<Env> = async (c) => {
    c.set('unlogged', true)
    return c.body(await registry.metrics(), 200, {
      'Content-Type': registry.contentType,
      'Cache-Control': 'no-store',
    })
  }
  return {
    count: registerMetrics,
    page: withToken(token, page),
    observe: gatewayMetrics(registry),
  }
}
