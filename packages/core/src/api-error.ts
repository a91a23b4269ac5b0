import { type ErrorName, errorEntries, reasonPhrases, toErrorCode } from './errors.ts'
import type { components } from './openapi.gen.ts'
import { createSchemaValidator } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import type { Validator } from './validator.ts'

/** The body of every error of the Admin API. */
export type ApiError = components['schemas']['ApiError']

/** The header that says `errorCode`, too, where an answer has no body to say it. */
export const errorCodeHeader = 'X-Error-Code'

/** One violated rule of a request: which field, and what is wrong with it. */
export type FieldViolation = components['schemas']['FieldViolation']

/** Validates error bodies. */
export const ApiError: Validator<ApiError> = /* @__PURE__ */ createSchemaValidator(
  'ApiError',
  schemas.ApiError,
)

/** What a catalogue entry does not know by itself. */
export interface ErrorDetails {
  /** The values for the `%s` of the entry's detail, in order. Numbers stay numbers in the body. */
  readonly parameters?: readonly (string | number)[]
  /** The violated rules of a 400. */
  readonly fields?: readonly FieldViolation[]
}

function throwMissingParameter(name: ErrorName): never {
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
  { parameters = [], fields }: ErrorDetails = {},
): ApiError {
  const { status, detail: template } = errorEntries[name]
  const values = [...parameters]
  const detail = template.replace(/%s/g, () =>
    String(values.shift() ?? throwMissingParameter(name)),
  )
  const reason = reasonPhrases[status]
  const errorCode = toErrorCode(name)
  // Recorded: the 401 of the authentication has its keys in another order, no code and no parameters.
  if (errorCode === undefined) return { error: status, reason, detail }
  const body = { detail, error: status, errorCode, parameters: [...parameters], reason }
  return fields === undefined ? body : { badRequestDetail: { fields: [...fields] }, ...body }
}
