import { createReadStream } from 'node:fs'
import { isLoopback } from '@export-buckets/core'
import { DriftError } from './drift-error.ts'

/** How much is read, and for how long. */
export interface ReadLimits {
  /** Bytes, after decompression. */
  readonly bytes: number
  readonly milliseconds: number
}

/** MongoDB's document has about 5 MB as YAML. */
export const defaultLimits: ReadLimits = { bytes: 64 * 1024 * 1024, milliseconds: 30_000 }

const isUrl = (spec: string) => /^[a-z][a-z0-9+.-]+:\/\//i.test(spec)

/** What a message calls a document: a URL without what may be a secret in it. */
export function toSourceName(spec: string): string {
  const url = isUrl(spec) ? URL.parse(spec) : null
  return url === null ? spec : `${url.protocol}//${url.host}${url.pathname}`
}

function parseSourceUrl(spec: string): URL {
  const name = toSourceName(spec)
  const url = URL.parse(spec)
  if (url === null) throw new DriftError(`${name}: not a URL; give a file or an https:// URL`)
  if (url.username || url.password)
    throw new DriftError(`${name}: the URL holds credentials; take them out, or download the file`)
  if (url.protocol === 'https:') return url
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return url
  throw new DriftError(`${name}: expected https:// (http:// is for loopback hosts alone)`)
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
 * Returns where a redirect leads. One from https leads to https alone: a server elsewhere could otherwise have this machine's
 * own servers called.
 *
 * @throws DriftError for a URL that the document could not be given by, and for http after https
 */
export function redirectTarget(from: URL, location: string, name: string): URL {
  const target = parseSourceUrl(URL.parse(location, from)?.href ?? location)
  if (from.protocol === target.protocol || target.protocol === 'https:') return target
  throw new DriftError(`${name}: redirected from https:// to http://; give the URL at the end`)
}

/** Asks, and follows redirects. */
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
  if (redirectsLeft === 0)
    throw new DriftError(`${name}: redirected too often; give the URL at the end`)
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
    throw new DriftError(`${name}: the server answered ${response.status}; is the URL right?`)
  }
  if (response.body === null) throw new DriftError(`${name}: the server answered nothing`)
  return decode(response.body, name, limit)
}

function describeCause(error: unknown): string {
  const { code, message } = Object(error instanceof TypeError && error.cause ? error.cause : error)
  const messages: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'it may not be read',
    ENOTFOUND: 'there is no such host',
    ECONNREFUSED: 'nobody listens there',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
  }
  return messages[String(code)] ?? String(message)
}

/**
 * The text of a file or of a URL.
 *
 * @param spec - a path, or an https URL
 * @param interrupt - ends the reading
 * @throws DriftError where it cannot be read within the limits
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
      throw new DriftError(`${name}: not read within ${milliseconds / 1000} s; see --timeout`)
    throw new DriftError(`${name}: ${describeCause(error)}; give a file or an https:// URL`)
  }
}
