const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

function problem(url: URL, allowHttp: boolean): string | undefined {
  if (url.username || url.password) return 'must hold no user name or password'
  // `href`, because `search` and `hash` are empty for a lone `?` or `#`.
  if (/[?#]/.test(url.href)) return 'must have no query and no fragment'
  const safe =
    url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))
  if (safe || (allowHttp && url.protocol === 'http:')) return undefined
  return `must be https, not ${url.protocol.slice(0, -1)}; allowHttp: true lets http through`
}

/**
 * Checks a base URL and takes a trailing slash off. Plain http is for loopback hosts alone, unless `allowHttp` is set.
 *
 * @throws TypeError that says what is wrong, without the URL itself: it could hold a password
 */
export function parseBaseUrl(baseUrl: string, allowHttp: boolean): string {
  if (!URL.canParse(baseUrl)) {
    throw new TypeError('baseUrl: expected an absolute URL such as https://cloud.mongodb.com')
  }
  const url = new URL(baseUrl)
  const wrong = problem(url, allowHttp)
  if (wrong !== undefined) throw new TypeError(`baseUrl: ${wrong}`)
  return url.href.replace(/\/$/, '')
}
