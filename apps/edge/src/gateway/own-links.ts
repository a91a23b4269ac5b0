function ownHref(href: string, origin: string, prefix: string): string {
  if (!URL.canParse(href)) return href
  const { pathname, search, hash } = new URL(href)
  const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname
  return origin + path + search + hash
}

function ownLink(link: unknown, origin: string, prefix: string): unknown {
  const { href } = Object(link)
  return typeof href === 'string' ? { ...Object(link), href: ownHref(href, origin, prefix) } : link
}

/**
 * A copy whose `links`, at any depth, lead to the gateway instead of to Atlas: whoever follows one sends its credentials
 * along.
 *
 * @param origin - the gateway's
 * @param prefix - the path of Atlas's base URL, empty where it has none
 */
export function withOwnLinks(value: unknown, origin: string, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withOwnLinks(each, origin, prefix))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) =>
    key === 'links' && Array.isArray(inner)
      ? [key, inner.map((link) => ownLink(link, origin, prefix))]
      : [key, withOwnLinks(inner, origin, prefix)],
  )
  return Object.fromEntries(entries)
}
