import {
  type ApiError,
  type ErrorCode,
  errorCodeHeader,
  type FieldViolation,
} from '@export-buckets/core'
import { excerpt } from '../excerpt.ts'
import { type Fields, parseJson, stringOrNone } from '../json.ts'
import { redact, redactDeep } from '../secrets.ts'
import { mediaType } from './http-message.ts'

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
  const { field, description }: Fields<FieldViolation> = Object(value)
  return typeof field === 'string' && typeof description === 'string'
}

function readBadRequestDetail(value: unknown): ErrorBody['badRequestDetail'] {
  if (typeof value !== 'object' || value === null) return undefined
  const { fields }: Fields<NonNullable<ApiError['badRequestDetail']>> = value
  return Array.isArray(fields) ? { fields: fields.filter(isFieldViolation) } : {}
}

/** Returns the description of a body that is not an error of Atlas: a proxy's page, or nothing at all. */
function describeBody(type: string, text: string): string {
  return text.trim() === ''
    ? 'the response has no body'
    : excerpt(`the body is not one of Atlas's errors ${type}: ${text}`)
}

/**
 * Reads the body of an error, and keeps each field that is there with the right type. The body as a whole is not validated:
 * Atlas leaves fields out, sends `parameters` as null, and answers some errors without a body.
 *
 * @param secrets - what nothing here may repeat. Default: none
 */
export function readErrorBody(
  headers: Headers,
  text: string,
  secrets: readonly string[] = [],
): ErrorBody {
  const safeText = redact(text, secrets)
  const parsed = Object(parseJson(text))
  const body: Fields<ApiError> = safeText === text ? parsed : Object(redactDeep(parsed, secrets))
  const detail = stringOrNone(body.detail)
  const reason = stringOrNone(body.reason)
  const errorCode = stringOrNone(body.errorCode)
  const type = redact(mediaType(headers), secrets)
  return {
    detail,
    reason,
    errorCode: errorCode || redact(headers.get(errorCodeHeader) ?? '', secrets) || undefined,
    parameters: Array.isArray(body.parameters) ? body.parameters : [],
    badRequestDetail: readBadRequestDetail(body.badRequestDetail),
    problem: detail || reason || errorCode ? undefined : describeBody(type, safeText),
  }
}
