import { prometheus } from '@hono/prometheus'
import { type Context, Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { HTTPException } from 'hono/http-exception'
import { Registry } from 'prom-client'
import { toErrorResponse } from '../http/error-response.ts'
import type { Env } from '../http/request-context.ts'
import { respond } from '../http/respond.ts'
import { createGatewayEventCounter } from './gateway-metrics.ts'
import type { Metrics } from './metrics.ts'

/** The options of {@link prometheusMetrics}. */
export interface PrometheusMetricsOptions {
  /** The Bearer token of scrapes: 16 or more random characters, letters, digits and `-._~+/`. */
  readonly token: string
  /** Adds metrics of the process: memory, CPU, event loop. Default: true. */
  readonly processMetrics?: boolean
}

const tokenPattern = /^[\w.~+/-]{16,}=*$/

/** Other methods share one label, because the caller can send any method. */
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
 * Creates metrics for Prometheus, on runtimes with a long-lived process (Node, Deno, Bun): requests by method, route and
 * status, and the events of a gateway. `GET /metrics` requires the token.
 *
 * @throws TypeError when the token is too short, or not a valid Bearer token
 */
export function prometheusMetrics({
  token,
  processMetrics = true,
}: PrometheusMetricsOptions): Metrics {
  if (!tokenPattern.test(token)) {
    throw new TypeError(
      'metrics token (METRICS_TOKEN): expected 16 or more letters, digits and -._~+/, such as the output of `openssl rand -hex 32`',
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
