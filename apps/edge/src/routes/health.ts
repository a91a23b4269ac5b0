import type { Context, Hono } from 'hono'
import type { Around } from '../around.ts'
import type { Answering } from '../checks/check.ts'
import type { Env } from '../env.ts'
import type { CircuitObservation } from '../observation.ts'
import { replyJson } from '../reply.ts'
import type { Store } from '../store/store.ts'

/** What a gateway tells of the Atlas behind it. */
interface Behind {
  readonly state: CircuitObservation['state']
}

/** Seconds until a probe should ask again. */
const retryAfter = 5

const answer = (c: Context<Env>, status: 200 | 503, body: object): Response =>
  replyJson(c, status, body, {
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
export function health(
  app: Hono<Env>,
  around: Around,
  store: Store,
  upstream: Behind | undefined,
): void {
  let was: 200 | 503 = 200
  const healthz: Answering = (c) => {
    c.set('unlogged', true)
    return answer(c, 200, { status: 'ok' })
  }
  const readyz: Answering = async (c) => {
    const failure: unknown = await store.ready().then(
      () => undefined,
      (error) => error ?? 'the store is not ready',
    )
    const status = failure === undefined ? 200 : 503
    if (status === was) c.set('unlogged', true)
    if (failure !== undefined) c.set('failure', failure)
    was = status
    return answer(c, status, {
      status: status === 200 ? 'ok' : 'unavailable',
      ...(upstream && { upstream: upstream.state }),
    })
  }
  app.get('/healthz', around.handler([], healthz))
  app.get('/readyz', around.handler([], readyz))
}
