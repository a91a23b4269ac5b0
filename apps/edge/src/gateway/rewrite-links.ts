/** The path and all that follows it, of the URL of a web server. */
const webUrlPattern = /^https?:\/\/[^/]+(.*)/

/** The link, as a list of one; none where it leads to no web server. */
function rewriteLink(link: unknown, baseUrl: string, prefix: string): unknown[] {
  const { href } = Object(link)
  if (typeof href !== 'string') return [link]
  const [, path] = webUrlPattern.exec(URL.parse(href, baseUrl)?.href ?? '') ?? []
  if (path === undefined) return []
  const relativePath = path.startsWith(prefix) ? path.slice(prefix.length) : ''
  return [{ ...Object(link), href: baseUrl + (/^[/?#]/.test(relativePath) ? relativePath : path) }]
}

/**
 * A copy whose `links`, at any depth, lead to the gateway instead of to Atlas: whoever follows one sends its credentials
 * along.
 *
 * @param baseUrl - the URL at which callers find the gateway
 * @param prefix - the path of Atlas's base URL, empty where it has none
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
