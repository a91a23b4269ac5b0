import type { MiddlewareHandler } from 'hono'

/** The headers recorded on every answer of Atlas, with their recorded values. */
const recorded = [
  ['Strict-Transport-Security', 'max-age=31536000; includeSubdomains;'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
] as const

/** Sets the headers that every answer of Atlas has. Five constants; Hono's own middleware for such headers knows twenty. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    for (const [name, value] of recorded) c.res.headers.set(name, value)
  }
}
