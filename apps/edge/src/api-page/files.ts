/**
 * Nothing but what the server of the page gives is loaded or called. Scalar writes its styles into the page, one of
 * them while it runs, so that neither a hash nor a nonce in a static file could allow them.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const revalidate = { 'Cache-Control': 'no-cache' }

/** The page's files by path, each with the headers of its own. */
export const pageFiles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/': { ...revalidate, 'Content-Security-Policy': contentSecurityPolicy },
  '/openapi.json': revalidate,
  '/page.js': revalidate,
  // The page asks for it with its version.
  '/scalar.js': { 'Cache-Control': 'public, max-age=31536000, immutable' },
}
