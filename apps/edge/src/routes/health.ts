import type { Handler, Hono } from 'hono'
import type { Env } from '../env.ts'
import type { Exchange } from '../exchange.ts'
import type { CircuitObservation } from '../observation.ts'
import { replyJson } from '../reply.ts'
import type { Store } from '../store/store.ts'

/** What a gateway tells of the Atlas behind it. */
interface Behind {
  readonly state: CircuitObservation['state']
}

/** Seconds until a probe should ask again. */
const retryAfter = 5

const answer = (exchange: Exchange, status: 200 | 503, body: object): Response =>
  replyJson(exchange, status, body, {
    'Cache-Control': 'no-store',
    ...(status === 503 && { 'Retry-After': String(retryAfter) }),
  })

/**
 * Adds what supervisors ask: `/healthz`, whether this process answers at all, and `/readyz`, whether its store does. No
 * part of Atlas's API, open to everybody, and beside every rate limit.
 *
 * An open circuit before Atlas is told but leaves the node ready: it is open before every other node too, and this one
 * still answers from its cache. Probes are logged when readiness changes, and not otherwise.
 */
export function health(app: Hono<Env>, store: Store, upstream: Behind | undefined): void {
  let was: 200 | 503 = 200
  const healthz: Handler<Env> = (c) => {
    const exchange = c.get('exchange')
    exchange.unlogged = true
    return answer(exchange, 200, { status: 'ok' })
  }
  const readyz: Handler<Env> = async (c) => {
    const exchange = c.get('exchange')
    const failure: unknown = await store.ready().then(
      () => undefined,
      (error) => error ?? 'the store is not ready',
    )
    const status = failure === undefined ? 200 : 503
    if (status === was) exchange.unlogged = true
    if (failure !== undefined) exchange.failure = failure
    was = status
    return answer(exchange, status, {
      status: status === 200 ? 'ok' : 'unavailable',
      ...(upstream && { upstream: upstream.state }),
    })
  }
  app.get('/healthz', healthz)
  app.get('/readyz', readyz)
}
