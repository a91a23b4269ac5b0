/**
 * The longest URL of a request, in characters. The longest one of the API has about 400. Decoding 15 KB of malformed
 * escapes stops the event loop for tens of milliseconds.
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

/**
 * Returns the status for a URL that is refused before anything reads it: 414 for one that is too long (RFC 9110, section
 * 15.5.15), 400 for a path whose escapes are not UTF-8. `undefined` for any other URL.
 */
export function findUrlErrorStatus(url: string): 400 | 414 | undefined {
  if (url.length > maxUrlLength) return 414
  return url.includes('%') && isMalformed(encodedPath(url)) ? 400 : undefined
}

/** Returns the host of a URL, and its port if it names one. */
export function parseAuthority(url: string): string {
  const [authority = ''] = url.slice(authorityStart(url)).split('/', 1)
  return authority
}

/** Returns the path and query of a URL as they are on the wire: what a Digest client signs as `uri`. */
export function requestTarget(url: string): string {
  const start = url.indexOf('/', authorityStart(url))
  return start < 0 ? '' : url.slice(start)
}

/** Returns the path of a URL as it is on the wire. */
export function encodedPath(url: string): string {
  const [path = ''] = requestTarget(url).split('?', 1)
  return path
}
