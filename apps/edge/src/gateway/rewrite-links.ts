/** Captures the path, query and fragment of an http(s) URL. */
const webUrlPattern = /^https?:\/\/[^/]+(.*)/

/** Returns an array of the rewritten link. It is empty when the link is not an http(s) URL. */
function rewriteLink(link: unknown, baseUrl: string, prefix: string): unknown[] {
  const { href } = Object(link)
  if (typeof href !== 'string') return [link]
  const [, path] = webUrlPattern.exec(URL.parse(href, baseUrl)?.href ?? '') ?? []
  if (path === undefined) return []
  const relativePath = path.startsWith(prefix) ? path.slice(prefix.length) : ''
  return [{ ...Object(link), href: baseUrl + (/^[/?#]/.test(relativePath) ? relativePath : path) }]
}

/**
 * Returns a copy of a value whose `links`, at any depth, point to the gateway instead of Atlas. A client that follows a link
 * sends its credentials along.
 *
 * @param baseUrl - the public URL of the gateway
 * @param prefix - the path of Atlas's base URL, empty when the URL has none
 */
export function rewriteLinks(value: unknown, baseUrl: string, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteLinks(item, baseUrl, prefix))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]) =>
    key === 'links' && Array.isArray(child)
      ? [key, child.flatMap((link) => rewriteLink(link, baseUrl, prefix))]
      : [key, rewriteLinks(child, baseUrl, prefix)],
  )
  return Object.fromEntries(entries)
}
