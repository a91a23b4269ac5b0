/** The path and all that follows it, of the URL of a web server. */
const ofWeb = /^https?:\/\/[^/]+(.*)/

/** The link, as a list of one; none where it leads to no web server. */
function ownLinks(link: unknown, baseUrl: string, prefix: string): unknown[] {
  const { href } = Object(link)
  if (typeof href !== 'string') return [link]
  const [, path] = ofWeb.exec(URL.parse(href, baseUrl)?.href ?? '') ?? []
  if (path === undefined) return []
  const below = path.startsWith(prefix) ? path.slice(prefix.length) : ''
  return [{ ...Object(link), href: baseUrl + (/^[/?#]/.test(below) ? below : path) }]
}

/**
 * A copy whose `links`, at any depth, lead to the gateway instead of to Atlas: whoever follows one sends its credentials
 * along.
 *
 * @param baseUrl - the URL at which callers find the gateway
 * @param prefix - the path of Atlas's base URL, empty where it has none
 */
export function withOwnLinks(value: unknown, baseUrl: string, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withOwnLinks(each, baseUrl, prefix))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) =>
    key === 'links' && Array.isArray(inner)
      ? [key, inner.flatMap((link) => ownLinks(link, baseUrl, prefix))]
      : [key, withOwnLinks(inner, baseUrl, prefix)],
  )
  return Object.fromEntries(entries)
}
