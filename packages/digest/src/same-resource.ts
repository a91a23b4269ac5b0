import type { DigestTarget } from './algorithm.ts'

/** A request, by all that names its resource. */
interface RequestTarget extends DigestTarget {
  readonly authority?: string | undefined
}

/** Returns the URL of an absolute-form request-target (RFC 9112 §3.2.2); `undefined` for any other form. */
function parseAbsoluteForm(target: string): URL | undefined {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined
  const url = new URL(target)
  // RFC 9110 §4.2.4: user information in a URI that came from elsewhere is an error.
  return url.username === '' && url.password === '' ? url : undefined
}

/** Returns the path and query of a URL as `URL` writes them, with a question mark that no query follows. */
function toPathAndQuery({ href, protocol, host }: URL): string {
  return href.slice(`${protocol}//${host}`.length)
}

/** Returns the path and query of a request-target in origin-form or absolute-form; `undefined` for any other form. */
function parseResource(target: string): string | undefined {
  // Whatever comes after the slash cannot be a part of the host.
  const url = target.startsWith('/') ? new URL(`http://host${target}`) : parseAbsoluteForm(target)
  return url && toPathAndQuery(url)
}

/** Whether `authority`, such as the value of `Host`, is that of the URL. Its port may be left out where it is the scheme's. */
function hasAuthority({ protocol, host }: URL, authority: string | undefined): boolean {
  if (authority === undefined || /[/?#@\\\s]/.test(authority)) return false
  const origin = `${protocol}//${authority}`
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Whether a signed absolute URI has the authority that the request was sent to. */
function matchesRequestAuthority(signedUrl: URL, { uri, authority }: RequestTarget): boolean {
  const target = parseAbsoluteForm(uri)
  // RFC 9112 §3.2.2: the authority of an absolute-form request-target stands above that of `Host`.
  return target === undefined
    ? hasAuthority(signedUrl, authority)
    : signedUrl.origin === target.origin
}

/**
 * Whether signed `uri` and request-target name one resource, however they are written: clients sign what they send,
 * proxies turn the absolute-form into the origin-form, and runtimes hand on what `URL` makes of it. RFC 7616 §3.4.6 asks for
 * the resource, not for its spelling.
 *
 * @internal
 */
export function isSameResource(signedUri: string, request: RequestTarget): boolean {
  const { method, uri } = request
  if (signedUri === uri) return true
  // RFC 9112 §3.2.3: authority-form, a host and a port, is for CONNECT alone.
  if (method === 'CONNECT') return signedUri.toLowerCase() === uri.toLowerCase()
  const url = parseAbsoluteForm(signedUri)
  if (url !== undefined && !matchesRequestAuthority(url, request)) return false
  // RFC 9112 §3.2.4: the last proxy makes an asterisk of a URI that ends with its authority.
  if (method === 'OPTIONS' && uri === '*')
    return /^\w+:\/\/[^/?#]+$/.test(signedUri) && url !== undefined
  const resource = parseResource(signedUri)
  return resource !== undefined && resource === parseResource(uri)
}
