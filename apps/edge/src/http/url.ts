import { getPath } from 'hono/utils/url'

/**
 * The maximum length of a request's URL, in characters. The longest URL of the API has about 400. Decoding 15 KB of
 * malformed escapes blocks the event loop for tens of milliseconds.
 */
const maxUrlLength = 2048

const authorityStart = (url: string): number => url.indexOf('//') + 2

function isMalformed(path: string): boolean {
  try {
    decodeURI(path)
    return false
  } catch {
    return true
  }
}

/** Returns the host of a URL, and the port if the URL has one. */
export function parseAuthority(url: string): string {
  const [authority = ''] = url.slice(authorityStart(url)).split('/', 1)
  return authority
}

/** Returns the encoded path and query of a URL. Digest clients sign them as `uri`. */
export function requestTarget(url: string): string {
  const start = url.indexOf('/', authorityStart(url))
  return start < 0 ? '' : url.slice(start)
}

/** Returns the path of a URL without decoding it. */
export function encodedPath(url: string): string {
  const [path = ''] = requestTarget(url).split('?', 1)
  return path
}

/**
 * Returns the error status of a URL: 414 when it is too long (RFC 9110 §15.5.15), and 400 when the escapes of its path are not
 * UTF-8. Returns `undefined` for a valid URL.
 */
export function findUrlErrorStatus(url: string): 400 | 414 | undefined {
  if (url.length > maxUrlLength) return 414
  return url.includes('%') && isMalformed(encodedPath(url)) ? 400 : undefined
}

/** Returns the path for the router. An invalid URL is not decoded, because that can block the event loop. */
export function routePath(request: Request): string {
  return findUrlErrorStatus(request.url) === undefined ? getPath(request) : '/*'
}

/**
 * Parses the public URL of the app and removes the trailing slash. The URL may have a path: the prefix under which the app
 * is mounted, or which a proxy strips.
 *
 * @param settingName - names the setting in the error. The error does not repeat the text, which may contain a password
 * @throws TypeError when the text is not an http(s) URL, or has a user, a query or a fragment
 */
export function parsePublicUrl(settingName: string, text: string): string {
  const { origin = '', pathname = '', href } = URL.parse(text) ?? {}
  if (/^https?:/.test(origin) && href === origin + pathname) return href.replace(/\/+$/, '')
  throw new TypeError(
    `${settingName}: expected http(s)://HOST[:PORT][/PATH], without user and query`,
  )
}
