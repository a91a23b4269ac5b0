import { ApiError, errorCodeHeader, findErrorAdvice } from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import { tryParseJson } from '../lib/try-parse-json.ts'

/** Atlas answered with a success that cannot be passed on. */
export class InvalidUpstreamResponseError extends Error {
  override readonly name = 'InvalidUpstreamResponseError'
  /** A stable code, beside those of the client's errors. */
  readonly code = 'UNUSABLE_ANSWER'

  constructor(problem: string) {
    super(`Atlas's answer is of no use: ${problem}`)
  }
}

/** An error of Atlas about the request of the caller, who gets it as it came. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly status: number
  /** Absent where Atlas sent an empty body. */
  readonly body: ApiError | undefined
  /** The code of the body, or of the header of an empty one. Recorded: an error may have none. */
  readonly errorCode: string | undefined

  constructor(status: number, body: ApiError | undefined, errorCode: string | undefined) {
    super(`${status} ${errorCode ?? 'without a code'}`)
    this.status = status
    this.body = body
    this.errorCode = errorCode
  }
}

/** Seconds to wait where Atlas does not say how long. */
const defaultRetryAfter = 5
/** The most seconds that a caller is told to wait, whatever Atlas or its token endpoint says. */
const maxRetryAfter = 86_400

/** Atlas, or the way to it, fails for the moment; a cached bucket may still serve. */
export class UpstreamUnavailableError extends AtlasError {
  /** The error of Atlas that the caller gets instead of that of the catalogue. */
  upstreamError?: UpstreamError
}

function upstreamUnavailable(
  cause: Error,
  retryAfter: number = defaultRetryAfter,
): UpstreamUnavailableError {
  const headers = { 'Retry-After': String(Math.min(Math.ceil(retryAfter), maxRetryAfter)) }
  return new UpstreamUnavailableError('SERVICE_UNAVAILABLE', {}, headers, cause)
}

/** The fault is the gateway's own: another attempt of the caller would meet it again. */
function gatewayMisconfigured(cause: Error): AtlasError {
  return new AtlasError('UNEXPECTED_ERROR', {}, {}, cause)
}

function parseRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('Retry-After')?.trim() ?? ''
  return /^\d+$/.test(text) ? Number(text) : undefined
}

/** What every code of Atlas looks like. It goes into a header, where not every text can stand. */
const errorCodePattern = /^[A-Z0-9_]{1,100}$/

const isErrorCode = (code: string | null | undefined): code is string =>
  typeof code === 'string' && errorCodePattern.test(code)

/** Returns the body of an error of Atlas: it may lack a code, and have `null` or numbers for parameters. */
function parseApiError(text: string): ApiError | undefined {
  const body = tryParseJson(text)
  if (!ApiError.is(body)) return undefined
  return body.errorCode === undefined || isErrorCode(body.errorCode) ? body : undefined
}

/** Returns the error to pass on; `undefined` for what is no error of Atlas, such as a page of a proxy. */
function toUpstreamError({ status, headers }: Response, text: string): UpstreamError | undefined {
  const body = parseApiError(text)
  if (body !== undefined) return new UpstreamError(status, body, body.errorCode)
  if (text !== '') return undefined
  const code = headers.get(errorCodeHeader)
  return new UpstreamError(status, undefined, isErrorCode(code) ? code : undefined)
}

function credentialsRejected(status: number, body: ApiError | undefined): Error {
  const code = body?.errorCode ?? 'no error code'
  const advice = findErrorAdvice(status, body?.errorCode) ?? ''
  return new Error(`Atlas refused the gateway itself: ${status} ${code}. ${advice}`.trim())
}

/** What an HTTP error of Atlas is to the caller of the gateway. */
export function errorFromResponse(response: Response, text: string): Error {
  const { status, headers } = response
  if (status === 401 || status === 403)
    return gatewayMisconfigured(credentialsRejected(status, parseApiError(text)))
  if (status === 429) {
    const rateLimited = upstreamUnavailable(
      new Error('Atlas limits the rate of the gateway, retries included'),
      parseRetryAfter(headers),
    )
    const error = toUpstreamError(response, text)
    if (error !== undefined) rateLimited.upstreamError = error
    return rateLimited
  }
  if (status === 500)
    return new UpstreamUnavailableError('UNEXPECTED_ERROR', {}, {}, new Error('Atlas answered 500'))
  if (status >= 500)
    return upstreamUnavailable(new Error(`Atlas answered ${status}`), parseRetryAfter(headers))
  const invalidResponse = new InvalidUpstreamResponseError(`${status} without an error of Atlas`)
  return toUpstreamError(response, text) ?? upstreamUnavailable(invalidResponse)
}

interface ErrorWithCode extends Error {
  readonly code: string
  readonly status?: unknown
  readonly retryAfter?: unknown
}

const hasCode = (error: unknown): error is ErrorWithCode =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** The `code` of what was thrown instead of an answer. */
export const getErrorCode = (error: unknown): string => (hasCode(error) ? error.code : 'UNKNOWN')

/** Whether no answer came because Atlas, or the way to it, is away; a token that Atlas refuses to give is another matter. */
export function isUpstreamUnavailable(error: unknown): boolean {
  if (!hasCode(error)) return false
  if (error.code === 'TOKEN_ERROR') return Number(error.status) >= 500 || error.status === 429
  return ['CIRCUIT_OPEN', 'NETWORK_ERROR', 'TIMEOUT', 'UNUSABLE_ANSWER'].includes(error.code)
}

/** What the lack of an answer is to the caller of the gateway. */
export function errorFromFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if (!isUpstreamUnavailable(error)) return gatewayMisconfigured(error)
  const retryAfter =
    hasCode(error) && typeof error.retryAfter === 'number' ? error.retryAfter : undefined
  return upstreamUnavailable(error, retryAfter)
}
