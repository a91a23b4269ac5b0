import { parseRetryAfter, UnexpectedResponseError } from '@export-buckets/client'
import { ApiError, errorCodeHeader, findErrorAdvice } from '@export-buckets/core'
import { AtlasError, UpstreamApiError, UpstreamUnavailableError } from '../http/errors.ts'
import { tryParseStrictJson } from '../lib/strict-json.ts'

/** Thrown for a successful response of Atlas that cannot be passed on. */
export class InvalidUpstreamResponseError extends Error {
  override readonly name = 'InvalidUpstreamResponseError'
  /** A stable code, in addition to those of the client's errors. */
  readonly code = 'INVALID_UPSTREAM_RESPONSE'

  constructor(problem: string) {
    super(`invalid response from Atlas: ${problem}`)
  }
}

/** The `Retry-After` when Atlas sends none, in seconds. */
const defaultRetryAfter = 5
/** The maximum `Retry-After`, in seconds, whatever Atlas or its token endpoint sends. */
const maxRetryAfter = 86_400

function upstreamUnavailable(
  cause: Error,
  retryAfter: number = defaultRetryAfter,
): UpstreamUnavailableError {
  const headers = { 'Retry-After': String(Math.min(Math.ceil(retryAfter), maxRetryAfter)) }
  return new UpstreamUnavailableError('SERVICE_UNAVAILABLE', {}, headers, cause)
}

/** Returns the error for a fault of Atlas that may last, so that the response has no `Retry-After`. */
function upstreamError(cause: Error): UpstreamUnavailableError {
  return new UpstreamUnavailableError('UNEXPECTED_ERROR', {}, {}, cause)
}

/** Returns the error for a fault of the gateway itself, which a retry of the caller cannot solve. */
function gatewayMisconfigured(cause: Error): AtlasError {
  return new AtlasError('UNEXPECTED_ERROR', {}, {}, cause)
}

/** The format of Atlas's error codes. A code becomes a header value, so other text is rejected. */
const errorCodePattern = /^[A-Z0-9_]{1,100}$/

const isErrorCode = (code: string | null | undefined): code is string =>
  typeof code === 'string' && errorCodePattern.test(code)

/** Returns the body of an error of Atlas. It may lack a code, and have `null` or numbers as parameters. */
function parseApiError(text: string): ApiError | undefined {
  const body = tryParseStrictJson(text)
  if (!ApiError.is(body)) return undefined
  return body.errorCode === undefined || isErrorCode(body.errorCode) ? body : undefined
}

/** Returns the error to pass on, or `undefined` for a response that is not from Atlas, such as a proxy's error page. */
function toUpstreamError(
  { status, headers }: Response,
  text: string,
): UpstreamApiError | undefined {
  const body = parseApiError(text)
  if (body !== undefined) return new UpstreamApiError(status, body, body.errorCode)
  if (text !== '') return undefined
  const code = headers.get(errorCodeHeader)
  return new UpstreamApiError(status, undefined, isErrorCode(code) ? code : undefined)
}

function credentialsRejected(status: number, body: ApiError | undefined): Error {
  const code = body?.errorCode ?? 'no error code'
  const advice = findErrorAdvice(status, body?.errorCode) ?? ''
  return new Error(
    `Atlas rejected the credentials of the gateway: ${status} ${code}. ${advice}`.trim(),
  )
}

/** Converts an HTTP error of Atlas to the error for the caller of the gateway. */
export function errorFromResponse(response: Response, text: string): Error {
  const { status, headers } = response
  if (status === 401 || status === 403)
    return gatewayMisconfigured(credentialsRejected(status, parseApiError(text)))
  if (status === 429) {
    const rateLimited = upstreamUnavailable(
      new Error('Atlas rate-limited the gateway, even after retries'),
      parseRetryAfter(headers),
    )
    const error = toUpstreamError(response, text)
    if (error !== undefined) rateLimited.upstreamError = error
    return rateLimited
  }
  if (status === 500) return upstreamError(new Error('Atlas responded with 500'))
  if (status >= 500)
    return upstreamUnavailable(
      new Error(`Atlas responded with ${status}`),
      parseRetryAfter(headers),
    )
  const invalidResponse = new InvalidUpstreamResponseError(
    `${status} without an error body of Atlas`,
  )
  return toUpstreamError(response, text) ?? upstreamUnavailable(invalidResponse)
}

interface ErrorWithCode extends Error {
  readonly code: string
  readonly status?: unknown
  readonly retryAfter?: unknown
}

const hasCode = (error: unknown): error is ErrorWithCode =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** Returns the `code` of an error, or `UNKNOWN`. */
export const getErrorCode = (error: unknown): string => (hasCode(error) ? error.code : 'UNKNOWN')

/** Returns whether a call failed because Atlas is unreachable or failing. A rejected token request does not count. */
export function isUpstreamUnavailable(error: unknown): boolean {
  if (!hasCode(error)) return false
  if (error.code === 'TOKEN_ERROR') return Number(error.status) >= 500 || error.status === 429
  return ['CIRCUIT_OPEN', 'NETWORK_ERROR', 'TIMEOUT', 'INVALID_UPSTREAM_RESPONSE'].includes(
    error.code,
  )
}

/** Converts a failed call to the error for the caller of the gateway. */
export function errorFromFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  // The response is too large. Atlas is available, so this does not count for the circuit breaker.
  if (error instanceof UnexpectedResponseError) return upstreamError(error)
  if (!isUpstreamUnavailable(error)) return gatewayMisconfigured(error)
  const retryAfter =
    hasCode(error) && typeof error.retryAfter === 'number' ? error.retryAfter : undefined
  return upstreamUnavailable(error, retryAfter)
}
