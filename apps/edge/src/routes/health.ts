import type { Context, Handler } from 'hono'
import type { Env } from '../env.ts'

/** Seconds until a probe should ask again. */
const retryAfter = 5

function say(c: Context<Env>, status: 200 | 503, said: string): Response {
  c.header('Cache-Control', 'no-store')
  return c.json({ status: said }, status)
}

/** Answers `GET /healthz`: the process answers, whatever it depends on does. Not logged. */
export const healthz: Handler<Env> = (c) => {
  c.set('unlogged', true)
  return say(c, 200, 'ok')
}

/**
 * Answers `GET /readyz`: 200 when requests can be answered, else 503. Probes come every few seconds, so that only a change
 * is logged; why it is not ready stands in the log alone.
 *
 * @param ready - rejects when requests cannot be answered
 */
export function readyz(ready: () => Promise<void>): Handler<Env> {
  let wasReady = true
  return async (c) => {
    const failure = await ready().then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    const isReady = failure === undefined
    c.set('unlogged', isReady === wasReady)
    wasReady = isReady
    if (isReady) return say(c, 200, 'ok')
    c.set('failure', failure.error)
    c.header('Retry-After', String(retryAfter))
    return say(c, 503, 'unavailable')
  }
}
