/**
 * A request to Atlas as plain values, the arguments of `fetch(url, request)`. Layers do not modify a request, they copy
 * it: `{ ...request, headers: { ...request.headers, authorization } }`.
 */
export interface AtlasRequest {
  /** Absolute. A URL of another origin than the base URL's is rejected. */
  readonly url: string
  /** In upper case. */
  readonly method: string
  /** Keyed by the name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** In memory, so that a retry can send it again. */
  readonly body: string | ArrayBuffer | null
  /** Aborts the call that the request belongs to. */
  readonly signal: AbortSignal
}

/** A request outside of any call, such as a token request: no call's signal aborts it. */
export type AtlasRequestInit = Omit<AtlasRequest, 'signal'>

/** Sends a request and resolves with its response. Every layer of the client has this type. */
export type SendRequest = (request: AtlasRequest) => Promise<Response>

export type { FetchLike } from '@export-buckets/digest/client'

/** RFC 9110, section 9.2.2, without TRACE. */
const idempotentMethods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']

/** Returns whether sending a request twice has the same effect as sending it once. */
export function isIdempotent({ method }: Pick<AtlasRequest, 'method'>): boolean {
  return idempotentMethods.includes(method)
}

/** Returns whether a status is a 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

/**
 * Parses an HTTP date (RFC 9110, section 5.6.7). A day without a leading zero is accepted, because Atlas sends
 * `Thu, 1 Jul 2027 00:00:00 GMT`. Returns `undefined` for anything else, and never throws.
 */
export function parseHttpDate(text: string): Date | undefined {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :-]+$/.test(text)) return undefined
  // The obsolete asctime form has no time zone; it is GMT too.
  const date = new Date(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/**
 * Parses `Retry-After`, a number of seconds or a date (RFC 9110, section 10.2.3). Returns seconds: 0 for a date in the
 * past, and `undefined` when the header is missing or malformed.
 */
export function parseRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')?.trim() ?? ''
  if (/^\d+$/.test(value)) return Number(value)
  const date = parseHttpDate(value)
  return date && Math.max(0, Math.ceil((date.getTime() - Date.now()) / 1000))
}
