import { createReadStream } from 'node:fs'
import { isLoopback } from '@export-buckets/core'
import { DriftError } from './document.ts'

/** The limits of reading a document. */
export interface ReadLimits {
  /** Bytes, after decompression. */
  readonly bytes: number
  readonly milliseconds: number
}

/** The default limits. MongoDB's document has about 5 MB as YAML. */
export const defaultLimits: ReadLimits = { bytes: 64 * 1024 * 1024, milliseconds: 30_000 }

const isUrl = (spec: string) => /^[a-z][a-z0-9+.-]+:\/\//i.test(spec)

/** Returns the name of a document in messages: a URL without the parts that may hold secrets. */
export function toSourceName(spec: string): string {
  const url = isUrl(spec) ? URL.parse(spec) : null
  return url === null ? spec : `${url.protocol}//${url.host}${url.pathname}`
}

function parseSourceUrl(spec: string): URL {
  const name = toSourceName(spec)
  const url = URL.parse(spec)
  if (url === null) throw new DriftError(`${name}: not a URL; give a file or an https:// URL`)
  if (url.username || url.password)
    throw new DriftError(`${name}: the URL contains credentials; remove them, or download the file`)
  if (url.protocol === 'https:') return url
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return url
  throw new DriftError(`${name}: expected https:// (http:// is only allowed for loopback hosts)`)
}

async function decode(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  limit: number,
): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > limit)
      throw new DriftError(`${name}: more than ${limit} bytes; no OpenAPI document is that large`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/**
 * Returns the target of a redirect. A redirect from https must lead to https, so that a remote server cannot make
 * this machine call its own servers.
 *
 * @throws DriftError when the target is not an acceptable source, or is http after https
 */
export function redirectTarget(from: URL, location: string, name: string): URL {
  const target = parseSourceUrl(URL.parse(location, from)?.href ?? location)
  if (from.protocol === target.protocol || target.protocol === 'https:') return target
  throw new DriftError(`${name}: redirected from https:// to http://; give the final URL`)
}

async function fetchFollowingRedirects(
  url: URL,
  name: string,
  signal: AbortSignal,
  redirectsLeft = 5,
): Promise<Response> {
  const response = await fetch(url, {
    signal,
    redirect: 'manual',
    headers: { Accept: '*/*' },
  })
  const location = response.headers.get('Location')
  if (response.status < 300 || response.status > 399 || location === null) return response
  await response.body?.cancel()
  if (redirectsLeft === 0) throw new DriftError(`${name}: too many redirects; give the final URL`)
  return fetchFollowingRedirects(
    redirectTarget(url, location, name),
    name,
    signal,
    redirectsLeft - 1,
  )
}

async function fetchText(spec: string, signal: AbortSignal, limit: number): Promise<string> {
  const name = toSourceName(spec)
  const response = await fetchFollowingRedirects(parseSourceUrl(spec), name, signal)
  if (!response.ok) {
    await response.body?.cancel()
    throw new DriftError(
      `${name}: the server responded with ${response.status}; is the URL correct?`,
    )
  }
  if (response.body === null) throw new DriftError(`${name}: the response is empty`)
  return decode(response.body, name, limit)
}

function describeCause(error: unknown): string {
  const { code, message } = Object(error instanceof TypeError && error.cause ? error.cause : error)
  const messages: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'it is a directory',
    EACCES: 'permission denied',
    ENOTFOUND: 'host not found',
    ECONNREFUSED: 'connection refused',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
  }
  return messages[String(code)] ?? String(message)
}

/**
 * Reads the text of a file or URL.
 *
 * @param spec - a path, or an https URL
 * @param interrupt - aborts reading
 * @throws DriftError when the text cannot be read within the limits
 */
export async function readSource(
  spec: string,
  { bytes, milliseconds }: ReadLimits = defaultLimits,
  interrupt?: AbortSignal,
): Promise<string> {
  const name = toSourceName(spec)
  const timeout = AbortSignal.timeout(milliseconds)
  const signal = interrupt ? AbortSignal.any([timeout, interrupt]) : timeout
  try {
    if (isUrl(spec)) return await fetchText(spec, signal, bytes)
    return await decode(createReadStream(spec, { signal }), name, bytes)
  } catch (error) {
    if (error instanceof DriftError) throw error
    if (timeout.aborted)
      throw new DriftError(`${name}: timed out after ${milliseconds / 1000} s; see --timeout`)
    throw new DriftError(`${name}: ${describeCause(error)}; give a file or an https:// URL`)
  }
}
