import {
  type ApiError,
  type ErrorCode,
  errorCodeHeader,
  type FieldViolation,
} from '@export-buckets/core'
import { excerpt } from '../excerpt.ts'
import { type Fields, parseJson, stringOrNone } from '../json.ts'
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
function describeBody(headers: Headers, text: string): string {
  return text.trim() === ''
    ? 'the response has no body'
    : excerpt(`the body is not one of Atlas's errors ${mediaType(headers)}: ${text}`)
}

/**
 * Reads the body of an error, and keeps each field that is there with the right type. The body as a whole is not validated:
 * Atlas leaves fields out, sends `parameters` as null, and answers some errors without a body.
 */
export function readErrorBody(headers: Headers, text: string): ErrorBody {
  const body: Fields<ApiError> = Object(parseJson(text))
  const detail = stringOrNone(body.detail)
  const reason = stringOrNone(body.reason)
  const errorCode = stringOrNone(body.errorCode)
  return {
    detail,
    reason,
    errorCode: errorCode || headers.get(errorCodeHeader) || undefined,
    parameters: Array.isArray(body.parameters) ? body.parameters : [],
    badRequestDetail: readBadRequestDetail(body.badRequestDetail),
    problem: detail || reason || errorCode ? undefined : describeBody(headers, text),
  }
}
