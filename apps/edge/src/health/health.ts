import type { Handler, Hono } from 'hono'
import type { CircuitEvent } from '../gateway/events.ts'
import type { Env } from '../http/env.ts'
import type { RequestContext } from '../http/request-context.ts'
import { respondJson } from '../http/respond.ts'
import type { Store } from '../store/store.ts'

/** What a gateway tells of the Atlas behind it. */
interface UpstreamStatus {
  readonly state: CircuitEvent['state']
}

/** Seconds until a probe should ask again. */
const retryAfterSeconds = 5

const respondHealth = (context: RequestContext, status: 200 | 503, body: object): Response =>
  respondJson(context, status, body, {
    'Cache-Control': 'no-store',
    ...(status === 503 && { 'Retry-After': String(retryAfterSeconds) }),
  })

/**
 * Adds what supervisors ask: `/healthz`, whether this process answers at all, and `/readyz`, whether its store does. No
 * part of Atlas's API, open to everybody, and beside every rate limit.
 *
 * An open circuit before Atlas is told but leaves the node ready: it is open before every other node too, and this one
 * still answers from its cache. Probes are logged when readiness changes, and not otherwise.
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
