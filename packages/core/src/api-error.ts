import { type ErrorName, errorEntries, reasonPhrases } from './errors.ts'
import type { components } from './openapi.gen.ts'
import * as schemas from './schemas.gen.ts'
import { shape } from './shape.ts'
import type { Validator } from './validator.ts'

/** The body of every error of the Admin API. */
export type ApiError = components['schemas']['ApiError']

/** The header that says `errorCode`, too, where an answer has no body to say it. */
export const errorCodeHeader = 'X-Error-Code'

/** One violated rule of a request: which field, and what is wrong with it. */
export type FieldViolation = components['schemas']['FieldViolation']

/** Validates error bodies. */
export const ApiError: Validator<ApiError> = /* @__PURE__ */ shape('ApiError', schemas.ApiError)

/** What a catalogue entry does not know by itself. */
export interface ErrorSpecifics {
  /** The values for the `%s` of the entry's detail, in order. */
  readonly parameters?: readonly string[]
  /** The violated rules of a 400. */
  readonly fields?: readonly FieldViolation[]
}

function missing(name: ErrorName): never {
  throw new TypeError(
    `${name}: too few parameters for ${JSON.stringify(errorEntries[name].detail)}`,
  )
}

/**
 * Makes the body of an error, its keys in the order in which Atlas sends them.
 *
 * @throws TypeError when there are fewer parameters than the entry's detail speaks of
 */
export function apiError(
  name: ErrorName,
  { parameters = [], fields }: ErrorSpecifics = {},
): ApiError {
  const entry = errorEntries[name]
  const values = [...parameters]
  const body = {
    detail: entry.detail.replace(/%s/g, () => values.shift() ?? missing(name)),
    error: entry.status,
    errorCode: entry.errorCode ?? name,
    parameters: [...parameters],
    reason: reasonPhrases[entry.status],
  }
  if (name === 'UNAUTHORIZED') return unauthorized(body)
  return fields === undefined ? body : { badRequestDetail: { fields: [...fields] }, ...body }
}

/** The recorded 401 comes from another part of Atlas: other key order, no `parameters`. */
function unauthorized({
  error,
  reason,
  detail,
  errorCode,
}: Required<Omit<ApiError, 'badRequestDetail'>>): ApiError {
  return { error, reason, detail, errorCode }
}
