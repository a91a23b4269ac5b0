/** A file of the API page. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  /** The headers of its responses, with an `ETag`. */
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string }
}

/** The files of the API page by path, including `/`. */
export type ApiPage = ReadonlyMap<string, PageFile>

/**
 * Allows only the server of the page. Styles are `unsafe-inline`, because Scalar creates a style element at run time. Neither
 * a hash nor a nonce in a static file can allow that element.
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

/** The headers of the page's files, by path. */
export const pageFiles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/': { ...revalidate, 'Content-Security-Policy': contentSecurityPolicy },
  '/openapi.json': revalidate,
  '/page.js': revalidate,
  // A new version has another URL: the page adds the version to the query.
  '/scalar.js': { 'Cache-Control': 'public, max-age=31536000, immutable' },
}
