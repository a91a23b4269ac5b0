import {
  type ApiError,
  type ErrorCode,
  errorCodeHeader,
  type FieldViolation,
} from '@export-buckets/core'
import { type JsonFields, parseJson, stringOrUndefined } from '../json.ts'
import { redact, redactDeep } from '../redact.ts'
import { redactedSnippet } from '../redacted-snippet.ts'
import { formatMediaType } from './http-message.ts'

/** An error of the Admin API as it was received. */
export interface ErrorBody {
  readonly detail: string | undefined
  readonly reason: string | undefined
  /** From the body, or from `X-Error-Code` where the body has none. */
  readonly errorCode: ErrorCode | undefined
  readonly parameters: readonly unknown[]
  readonly badRequestDetail: { readonly fields?: readonly FieldViolation[] } | undefined
  /** The description of the body itself, where it has none of the fields that describe an error. */
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

/** Returns the description of a body that is not an error of Atlas: a proxy's page, or nothing at all. */
function describeUnrecognizedBody(contentType: string, text: string): string {
  return text.trim() === ''
    ? 'the response has no body'
    : redactedSnippet(`the body is not one of Atlas's errors ${contentType}: ${text}`)
}

/**
 * Reads the body of an error, and keeps each field that is there with the right type. The body as a whole is not validated:
 * Atlas leaves fields out, sends `parameters` as null, and answers some errors without a body.
 *
 * @param secrets - what nothing here may repeat. Default: none
 */
export function parseErrorBody(
  headers: Headers,
  text: string,
  secrets: readonly string[] = [],
): ErrorBody {
  const redactedText = redact(text, secrets)
  const parsedBody = Object(parseJson(text))
  const body: JsonFields<ApiError> =
    redactedText === text ? parsedBody : Object(redactDeep(parsedBody, secrets))
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
        : describeUnrecognizedBody(contentType, redactedText),
  }
}
