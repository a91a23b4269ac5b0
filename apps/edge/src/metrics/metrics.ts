import type { Hono, MiddlewareHandler } from 'hono'
import type { Env } from '../http/request-context.ts'
import type { GatewayEvent } from '../lib/gateway-events.ts'

/** Counts requests and gateway events, and serves the counters. */
export interface Metrics {
  /** Counts requests. Runs before the middleware that can reject them. */
  readonly middleware: MiddlewareHandler<Env>
  onGatewayEvent(event: GatewayEvent): void
  /** Serves the counters. */
  readonly app: Hono<Env>
}
