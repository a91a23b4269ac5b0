import type { Hono, MiddlewareHandler } from 'hono'
import type { GatewayEvent } from '../gateway/events.ts'
import type { Env } from '../http/env.ts'

/** What counts requests and a gateway's observations, and shows the counts. */
export interface Metrics {
  /** Comes before every other middleware. */
  readonly middleware: MiddlewareHandler<Env>
  onGatewayEvent(event: GatewayEvent): void
  /** Where the counts are to be seen. */
  readonly app: Hono<Env>
}
