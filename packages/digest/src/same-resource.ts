import type { DigestTarget } from './algorithms.ts'

/** The parts of a request that identify its resource. */
interface RequestTarget extends DigestTarget {
  readonly authority?: string | undefined
}

/** Returns the URL of an absolute-form request-target (RFC 9112 §3.2.2), or `undefined` for any other form. */
function parseAbsoluteForm(target: string): URL | undefined {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined
  const url = new URL(target)
  // RFC 9110 §4.2.4: user information in a received URI is an error.
  return url.username === '' && url.password === '' ? url : undefined
}

/** Returns the serialized path and query of a URL, including the question mark of an empty query. */
function toPathAndQuery({ href, protocol, host }: URL): string {
  return href.slice(`${protocol}//${host}`.length)
}

/** Returns the path and query of a request-target in origin-form or absolute-form, or `undefined` for any other form. */
function parseResource(target: string): string | undefined {
  // The slash ends the host, so the target cannot change it.
  const url = target.startsWith('/') ? new URL(`http://host${target}`) : parseAbsoluteForm(target)
  return url && toPathAndQuery(url)
}

/** Returns whether `authority` is that of the URL. The default port of the scheme is optional. */
function hasAuthority({ protocol, host }: URL, authority: string | undefined): boolean {
  if (authority === undefined || /[/?#@\\\s]/.test(authority)) return false
  const origin = `${protocol}//${authority}`
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Returns whether a signed absolute URI has the authority of the request. */
function matchesRequestAuthority(signedUrl: URL, { uri, authority }: RequestTarget): boolean {
  const target = parseAbsoluteForm(uri)
  // RFC 9112 §3.2.2: the authority of an absolute-form request-target overrides `Host`.
  return target === undefined
    ? hasAuthority(signedUrl, authority)
    : signedUrl.origin === target.origin
}

/**
 * Returns whether a signed `uri` and the request-target identify the same resource (RFC 7616 §3.4.6). Their spelling can
 * differ: proxies convert the absolute-form to the origin-form, and runtimes normalize the target with `URL`.
 *
 * @internal
 */
export function isSameResource(signedUri: string, request: RequestTarget): boolean {
  const { method, uri } = request
  if (signedUri === uri) return true
  // RFC 9112 §3.2.3: the authority-form, a host and a port, is for CONNECT only.
  if (method === 'CONNECT') return signedUri.toLowerCase() === uri.toLowerCase()
  const url = parseAbsoluteForm(signedUri)
  if (url !== undefined && !matchesRequestAuthority(url, request)) return false
  // RFC 9112 §3.2.4: the last proxy converts a URI without a path to an asterisk.
  if (method === 'OPTIONS' && uri === '*')
    return /^\w+:\/\/[^/?#]+$/.test(signedUri) && url !== undefined
  const resource = parseResource(signedUri)
  return resource !== undefined && resource === parseResource(uri)
}
