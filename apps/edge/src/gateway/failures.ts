import { ApiError, accessAdviceFor } from '@export-buckets/core'
import { AtlasError } from '../errors.ts'
import { parsedJson } from './parsed-json.ts'

/** Atlas answered with a success that cannot be passed on. */
export class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
  /** A stable code, beside those of the client's errors. */
  readonly code = 'UNUSABLE_ANSWER'

  constructor(problem: string) {
    super(`Atlas's answer is of no use: ${problem}`)
  }
}

/** An error of Atlas that is about what the caller asked for, and is the caller's to read: passed on as it came. */
export class PassedOnError extends Error {
  override readonly name = 'PassedOnError'
  readonly status: number
  readonly body: ApiError

  constructor(status: number, body: ApiError) {
    super(`${status} ${body.errorCode}`)
    this.status = status
    this.body = body
  }
}

/** Seconds to wait where Atlas does not say how long. */
const defaultRetryAfter = 5

/** Atlas, or the way to it, fails for the moment; what is cached may still serve. */
export class AwayError extends AtlasError {}

function away(cause: Error, retryAfter: number | string | undefined): AwayError {
  const headers = { 'Retry-After': String(retryAfter ?? defaultRetryAfter) }
  return new AwayError('SERVICE_UNAVAILABLE', {}, headers, cause)
}

/** The fault is the gateway's own: another attempt of the caller would meet it again. */
function misconfigured(cause: Error): AtlasError {
  return new AtlasError('UNEXPECTED_ERROR', {}, {}, cause)
}

const seconds = (headers: Headers): string | undefined =>
  /^\d{1,6}$/.exec(headers.get('Retry-After')?.trim() ?? '')?.[0]

/** What every code of Atlas looks like. It goes into a header, where not every text can stand. */
const errorCode = /^[A-Z0-9_]{1,100}$/

function parsed(text: string): ApiError | undefined {
  const body = parsedJson(text)
  return ApiError.is(body) && errorCode.test(body.errorCode) ? body : undefined
}

function refusal(status: number, body: ApiError | undefined): Error {
  const code = body?.errorCode ?? 'no error code'
  const advice = (body && accessAdviceFor(status, body.errorCode)) ?? ''
  return new Error(`Atlas refused the gateway itself: ${status} ${code}. ${advice}`.trim())
}

/** What an HTTP error of Atlas is to the caller of the gateway. */
export function failureOfAnswer({ status, headers }: Response, text: string): Error {
  const body = parsed(text)
  if (status === 401 || status === 403) return misconfigured(refusal(status, body))
  if (status === 429) {
    const wait = { 'Retry-After': seconds(headers) ?? String(defaultRetryAfter) }
    const cause = new Error('Atlas limits the rate of the gateway, repeats included')
    return new AwayError('RATE_LIMITED_TOKEN_BUCKET', {}, wait, cause)
  }
  if (status === 500)
    return new AwayError('UNEXPECTED_ERROR', {}, {}, new Error('Atlas answered 500'))
  if (status >= 500) return away(new Error(`Atlas answered ${status}`), seconds(headers))
  if (body !== undefined) return new PassedOnError(status, body)
  return away(new UnusableAnswerError(`${status} without an error of Atlas`), undefined)
}

interface Coded extends Error {
  readonly code: string
  readonly status?: unknown
  readonly retryAfter?: unknown
}

const isCoded = (error: unknown): error is Coded =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** The `code` of what was thrown instead of an answer. */
export const codeOf = (error: unknown): string => (isCoded(error) ? error.code : 'UNKNOWN')

/** Whether no answer came because Atlas, or the way to it, is away; a token that Atlas refuses to give is another matter. */
export function isAway(error: unknown): boolean {
  if (!isCoded(error)) return false
  if (error.code === 'TOKEN_ERROR') return Number(error.status) >= 500 || error.status === 429
  return ['CIRCUIT_OPEN', 'NETWORK_ERROR', 'TIMEOUT', 'UNUSABLE_ANSWER'].includes(error.code)
}

/** What the lack of an answer is to the caller of the gateway. */
export function failureWithoutAnswer(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if (!isAway(error)) return misconfigured(error)
  const wait = isCoded(error) && typeof error.retryAfter === 'number' ? error.retryAfter : undefined
  return away(error, wait)
}
