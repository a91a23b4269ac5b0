import type { MiddlewareHandler } from 'hono'

/** The headers recorded on every answer of Atlas, with their recorded values. */
const recorded: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Permitted-Cross-Domain-Policies': 'none',
}

/** Gives every answer the headers recorded of Atlas, and no others. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(recorded)) c.res.headers.set(name, value)
  }
}
