import { type ErrorName, errorEntries, reasonPhrases, toErrorCode } from './errors.ts'
import { getOwn } from './get-own.ts'
import type { components } from './openapi.gen.ts'
import { createSchemaValidator } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import type { Issue, Validator } from './validator.ts'

/** The body of every error response of the Admin API. */
export type ApiError = components['schemas']['ApiError']

/** The header that repeats `errorCode`, also in responses without a body. */
export const errorCodeHeader = 'X-Error-Code'

/** A violated rule of a request: the field and a description. */
export type FieldViolation = components['schemas']['FieldViolation']

/** Validates the bodies of error responses. */
export const ApiError: Validator<ApiError> = /* @__PURE__ */ createSchemaValidator(
  'ApiError',
  schemas.ApiError,
)

/** The parts of an error body that the catalogue does not have. */
export interface ErrorDetails {
  /** The values for each `%s` of the entry's `detail`, in order. Numbers stay numbers in the body. */
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
 * Creates the body of an error response, with its keys in Atlas's order.
 *
 * @throws TypeError when there are fewer parameters than `%s` in the entry's `detail`
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
  // Recorded: a 401 for missing credentials has another key order, no errorCode and no parameters.
  if (errorCode === undefined) return { error: status, reason, detail }
  const body = { detail, error: status, errorCode, parameters: [...parameters], reason }
  return fields === undefined ? body : { badRequestDetail: { fields: [...fields] }, ...body }
}

/** An error of the catalogue for an invalid request, with its details. */
export interface Violation extends ErrorDetails {
  readonly name: ErrorName
}

/** Parameters repeat input of the caller, so they are truncated to this length. */
const maxParameterLength = 100

const shorten = (text: string): string =>
  text.length > maxParameterLength ? `${text.slice(0, maxParameterLength)}…` : text

const toFieldPath = ({ path }: Issue): string => path.join('.')

function getValueAt(value: unknown, path: Issue['path']): unknown {
  return path.reduce((inner: unknown, key) => Object(inner)[key], value)
}

/** The errors for a value that breaks a rule, by field. */
const errorByField: Readonly<Record<string, ErrorName>> = {
  bucketName: 'EXPORT_BUCKET_NAME_INVALID',
  export: 'INVALID_BACKUP_POLICY',
  policies: 'INVALID_NUM_OF_POLICIES',
  referenceHourOfDay: 'INVALID_REFERENCE_HOUR_OF_DAY',
  referenceMinuteOfHour: 'INVALID_REFERENCE_MINUTE_OF_HOUR',
  restoreWindowDays: 'INVALID_RESTORE_WINDOW',
  retentionInDays: 'BACKUP_SNAPSHOT_RETENTION_VALUE_INVALID',
}

/** Returns the error for a value that breaks a rule, with the parameter of its `detail`. */
function toRuleError(field: string, sentence: string): readonly [ErrorName, ...string[]] {
  const name = getOwn(errorByField, field)
  if (name === undefined) return ['VALIDATION_ERROR', sentence]
  return errorEntries[name].detail.includes('%s') ? [name, sentence] : [name]
}

/** Returns the error for one issue of a request body, with the parameter of its `detail`. */
function toBodyError(issue: Issue, body: unknown): readonly [ErrorName, ...string[]] {
  const field = toFieldPath(issue)
  const sentence = [field, issue.message].filter(Boolean).join(' ')
  // The codes for attributes need a field name, which a body that is not an object lacks.
  if (field === '') return ['VALIDATION_ERROR', sentence]
  switch (issue.code) {
    case 'missing':
      return ['MISSING_ATTRIBUTE', field]
    case 'unknown':
      return ['INVALID_ATTRIBUTE', field]
    case 'enum':
      return ['INVALID_ENUM_VALUE', String(getValueAt(body, issue.path))]
    case 'type':
    case 'format':
      return ['INVALID_JSON_ATTRIBUTE', field]
    default:
      return toRuleError(field, sentence)
  }
}

/** Returns every issue for `badRequestDetail.fields`, so that a caller can fix all of them at once. */
const toFieldViolations = (issues: readonly Issue[]) =>
  issues.map((issue) => ({ description: issue.message, field: toFieldPath(issue) }))

function firstIssue(issues: readonly Issue[]): Issue {
  const [issue] = issues
  if (issue === undefined) throw new TypeError('expected at least one issue')
  return issue
}

/**
 * Returns the error for an invalid request body. Atlas reports one violation, so the first one decides the code and its
 * parameters. `fields` has all of them.
 */
export function bodyViolation(issues: readonly Issue[], body: unknown): Violation {
  const [name, ...parameters] = toBodyError(firstIssue(issues), body)
  return { name, parameters: parameters.map(shorten), fields: toFieldViolations(issues) }
}

/** Returns the error for an invalid query; see {@link bodyViolation}. */
export function queryViolation(issues: readonly Issue[]): Violation {
  const parameters = [shorten(toFieldPath(firstIssue(issues)))]
  return { name: 'INVALID_QUERY_PARAMETER', parameters, fields: toFieldViolations(issues) }
}
