import {
  type ApiError,
  type ErrorCode,
  errorCodeHeader,
  type FieldViolation,
} from '@export-buckets/core'
import { type JsonFields, parseJson, stringOrUndefined } from '../json.ts'
import { redact, redactDeep, redactedSnippet } from '../secrets.ts'

/** The parts of an HTTP error's message. */
interface HttpErrorParts {
  readonly status: number
  readonly code: string | undefined
  /** The server's description, or a description of a body that has none. */
  readonly description: string | undefined
  readonly advice: string | undefined
  /** In seconds. */
  readonly retryAfter: number | undefined
}

/** Joins two sentences: a server's description may lack a full stop. */
export function joinSentences(first: string, second: string | undefined): string {
  if (!first || !second) return first || second || ''
  return /[.!?…]$/.test(first) ? `${first} ${second}` : `${first}. ${second}`
}

/** Formats the message of an HTTP error: the endpoint, the status and code, the description and the advice. */
export function formatHttpError(endpoint: string, error: HttpErrorParts): string {
  const { status, code, description = '', advice, retryAfter } = error
  const retryHint = retryAfter === undefined ? '' : `Retry-After: ${retryAfter} s.`
  const statusAndCode = code ? `${status} ${redactedSnippet(code)}` : status
  return [endpoint, statusAndCode, joinSentences(joinSentences(description, advice), retryHint)]
    .filter(Boolean)
    .join(': ')
}

/** Returns the media type of a response, in brackets. */
export function formatMediaType(headers: Headers): string {
  return `(${headers.get('Content-Type') ?? 'no Content-Type'})`
}

/** The fields of an error of the Admin API that have the right type. */
export interface ErrorBody {
  readonly detail: string | undefined
  readonly reason: string | undefined
  /** From the body, or else from `X-Error-Code`. */
  readonly errorCode: ErrorCode | undefined
  readonly parameters: readonly unknown[]
  readonly badRequestDetail: { readonly fields?: readonly FieldViolation[] } | undefined
  /** Describes a body that has no field to describe the error. */
  readonly problem: string | undefined
}

function isFieldViolation(value: unknown): value is FieldViolation {
  const { field, description }: JsonFields<FieldViolation> = Object(value)
  return typeof field === 'string' && typeof description === 'string'
}

function parseBadRequestDetail(value: unknown): ErrorBody['badRequestDetail'] {
  if (typeof value !== 'object' || value === null) return undefined
  const { fields }: JsonFields<NonNullable<ApiError['badRequestDetail']>> = value
  return Array.isArray(fields) ? { fields: fields.filter(isFieldViolation) } : {}
}

/** Describes a body that is not an error of Atlas: the page of a proxy, or an empty body. */
function describeUnrecognizedBody(contentType: string, text: string): string {
  return text.trim() === ''
    ? 'the response has no body'
    : redactedSnippet(`the body is not one of Atlas's errors ${contentType}: ${text}`)
}

/**
 * Parses the body of an error and returns each field that has the right type. The body as a whole is not validated: Atlas
 * omits fields, sends `parameters` as null, and sends some errors without a body.
 *
 * @param secrets - redacted in every field. Default: none
 */
export function parseErrorBody(
  headers: Headers,
  text: string,
  secrets: readonly string[] = [],
): ErrorBody {
  const body: JsonFields<ApiError> = Object(redactDeep(parseJson(text), secrets))
  const detail = stringOrUndefined(body.detail)
  const reason = stringOrUndefined(body.reason)
  const errorCode = stringOrUndefined(body.errorCode)
  const contentType = redact(formatMediaType(headers), secrets)
  return {
    detail,
    reason,
    errorCode: errorCode || redact(headers.get(errorCodeHeader) ?? '', secrets) || undefined,
    parameters: Array.isArray(body.parameters) ? body.parameters : [],
    badRequestDetail: parseBadRequestDetail(body.badRequestDetail),
    problem:
      detail || reason || errorCode
        ? undefined
        : describeUnrecognizedBody(contentType, redact(text, secrets)),
  }
}
