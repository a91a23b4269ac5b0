/**
 * The security headers of Atlas, with their recorded values. Recorded on every response but a 401; here a 401 has them too,
 * because it is a response like any other to a browser. Hono's middleware for such headers sends others.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Permitted-Cross-Domain-Policies': 'none',
}
