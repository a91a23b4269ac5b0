import { isLoopback } from '@export-buckets/core'

/** Where Atlas is. */
export const defaultBaseUrl = 'https://cloud.mongodb.com'

/** How {@link parseBaseUrl} speaks of a base URL, and what it lets through. */
export interface BaseUrlOptions {
  /** What the URL is given by, such as a variable or a flag: errors begin with it. */
  readonly name: string
  /** Lets the URL be plain http on a host that is not this machine. Default: false. */
  readonly allowHttp?: boolean
  /** What sets `allowHttp`, for errors. Absent: nothing that the reader can change does. */
  readonly allowHttpHint?: string
}

/**
 * Checks a base URL and takes a trailing slash off. Plain http is for loopback hosts alone, unless `allowHttp` is set.
 *
 * @throws TypeError that says what is wrong, without the URL itself: it could hold a password
 */
export function parseBaseUrl(
  text: string,
  { name, allowHttp, allowHttpHint }: BaseUrlOptions,
): string {
  const throwInvalidUrl = (problem: string): never => {
    throw new TypeError(`${name}: ${problem}`)
  }
  const url = URL.canParse(text)
    ? new URL(text)
    : throwInvalidUrl('expected an absolute URL, https://…')
  const { href, protocol, hostname, username, password } = url
  if (username || password) throwInvalidUrl('must hold no user name or password')
  // `href`, because `search` and `hash` are empty for a lone `?` or `#`.
  if (/[?#]/.test(href)) throwInvalidUrl('must hold no query or fragment')
  if (href.includes('/api/atlas/')) throwInvalidUrl('must end before /api/atlas/')
  const allowsHttp = allowHttp || isLoopback(hostname)
  if (protocol !== 'https:' && !(allowsHttp && protocol === 'http:')) {
    const advice = allowHttpHint ? `; ${allowHttpHint} lets http through` : ''
    throwInvalidUrl(`must be https, not ${protocol.slice(0, -1)}${advice}`)
  }
  return href.replace(/\/$/, '')
}
