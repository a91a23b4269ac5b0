/**
 * The security headers of Atlas, with their recorded values. Atlas's 401 lacks them; here a 401 has them too, because a browser
 * treats it like any other response. Hono's `secureHeaders` sets other headers and values.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Permitted-Cross-Domain-Policies': 'none',
}
