import type { Handler, Hono } from 'hono'
import type { Env, RequestContext } from '../http/request-context.ts'
import { respondJson } from '../http/respond.ts'
import type { CircuitEvent } from '../lib/gateway-events.ts'
import type { Store } from '../store/store.ts'

/** The state of a gateway's circuit breaker. */
interface UpstreamStatus {
  readonly state: CircuitEvent['state']
}

/** The `Retry-After` of a 503. */
const retryAfterSeconds = 5

const respondHealth = (context: RequestContext, status: 200 | 503, body: object): Response =>
  respondJson(context, status, body, {
    'Cache-Control': 'no-store',
    ...(status === 503 && { 'Retry-After': String(retryAfterSeconds) }),
  })

/**
 * Adds the health checks: `/healthz` (liveness) and `/readyz` (readiness of the store). They are not part of Atlas's API, and
 * have neither authentication nor a rate limit.
 *
 * `/readyz` reports an open circuit breaker, but the node stays ready: other nodes are affected too, and this one still serves
 * from its cache. Probes are logged only when readiness changes.
 */
export function addHealthRoutes(
  app: Hono<Env>,
  store: Store,
  upstream: UpstreamStatus | undefined,
): void {
  let previousStatus: 200 | 503 = 200
  const healthz: Handler<Env> = (c) => {
    const context = c.get('requestContext')
    context.skipLog = true
    return respondHealth(context, 200, { status: 'ok' })
  }
  const readyz: Handler<Env> = async (c) => {
    const context = c.get('requestContext')
    const failure: unknown = await store.ready().then(
      () => undefined,
      (error) => error ?? 'the store is not ready',
    )
    const status = failure === undefined ? 200 : 503
    if (status === previousStatus) context.skipLog = true
    if (failure !== undefined) context.failure = failure
    previousStatus = status
    return respondHealth(context, status, {
      status: status === 200 ? 'ok' : 'unavailable',
      ...(upstream && { upstream: upstream.state }),
    })
  }
  app.get('/healthz', healthz)
  app.get('/readyz', readyz)
}
