import { prometheus } from '@hono/prometheus'
import { type Context, Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { HTTPException } from 'hono/http-exception'
import { Registry } from 'prom-client'
import type { Env } from '../http/env.ts'
import { toErrorResponse } from '../http/error-response.ts'
import { respond } from '../http/respond.ts'
import { createGatewayEventCounter } from './gateway-metrics.ts'
import type { Metrics } from './metrics.ts'

/** How metrics are kept from the world. */
export interface PrometheusMetricsOptions {
  /** What a scrape sends as Bearer token: 16 characters or more, letters, digits and `-._~+/`. Make it random. */
  readonly token: string
  /** Also those of the process: memory, processor, event loop. Default: true. */
  readonly processMetrics?: boolean
}

const tokenPattern = /^[\w.~+/-]{16,}=*$/

/** The caller says the method, so that it could be anything. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const customLabels = {
  method: ({ req }: Context) => (methods.includes(req.method) ? req.method : 'other'),
}

function createMetricsApp(registry: Registry, token: string): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(async (error, c) => {
    const context = c.get('requestContext')
    if (!(error instanceof HTTPException)) return toErrorResponse(error, context)
    const response = error.getResponse()
    const headers = Object.fromEntries(response.headers)
    return respond(context, response.status, await response.text(), headers)
  })
  app.get('/metrics', bearerAuth({ token }), async (c) => {
    const context = c.get('requestContext')
    context.skipLog = true
    const text = await registry.metrics()
    return respond(context, 200, text, {
      'Content-Type': registry.contentType,
      'Cache-Control': 'no-store',
    })
  })
  return app
}

/**
 * Metrics for Prometheus, on runtimes that keep a process (Node, Deno, Bun): requests by method, pattern of the path and
 * status, and what a gateway does. `GET /metrics` shows them to whoever sends the token.
 *
 * @throws TypeError when the token is short, or could not be sent as a Bearer token
 */
export function prometheusMetrics({
  token,
  processMetrics = true,
}: PrometheusMetricsOptions): Metrics {
  if (!tokenPattern.test(token)) {
    throw new TypeError(
      'metrics token (METRICS_TOKEN): expected 16 or more letters, digits and -._~+/, such as `openssl rand -hex 32` gives',
    )
  }
  const registry = new Registry()
  const { registerMetrics } = prometheus({
    registry,
    collectDefaultMetrics: processMetrics,
    metricOptions: { requestDuration: { customLabels }, requestsTotal: { customLabels } },
  })
  return {
    middleware: registerMetrics,
    onGatewayEvent: createGatewayEventCounter(registry),
    app: createMetricsApp(registry, token),
  }
}
