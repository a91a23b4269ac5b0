import type { Exchange } from './exchange.ts'

/** The type of the app's Hono context. */
export interface Env {
  Variables: {
    exchange: Exchange
  }
}
