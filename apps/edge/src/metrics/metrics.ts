import type { Hono, MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import type { Observation } from '../observation.ts'

/** What counts requests and a gateway's observations, and shows the counts. */
export interface Metrics {
  /** Comes before every other middleware. */
  readonly requests: MiddlewareHandler<Env>
  observe(observation: Observation): void
  /** Where the counts are to be seen. */
  readonly page: Hono<Env>
}
