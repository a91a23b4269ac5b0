import type { ErrorDetails } from './api-error.ts'
import type { ErrorName } from './errors.ts'
import type { Issue } from './validator.ts'

/** An error of the catalogue and the values that it needs. */
export interface Violation extends ErrorDetails {
  readonly name: ErrorName
}

/** The length that a parameter of an error is cut to: it may repeat what the caller sent. */
const maxParameterLength = 100

const shorten = (text: string): string =>
  text.length > maxParameterLength ? `${text.slice(0, maxParameterLength)}…` : text

const toFieldPath = ({ path }: Issue): string => path.join('.')

function getValueAt(value: unknown, path: Issue['path']): unknown {
  return path.reduce((inner: unknown, key) => Object(inner)[key], value)
}

/** The entry for one issue of a body, with the parameter of its detail. */
function toBodyError(issue: Issue, body: unknown): readonly [ErrorName, ...string[]] {
  const field = toFieldPath(issue)
  const sentence = [field, issue.message].filter(Boolean).join(' ')
  // An attribute has a name, so a body that is not an object at all has no code of its own.
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
      return field === 'bucketName'
        ? ['EXPORT_BUCKET_NAME_INVALID']
        : ['VALIDATION_ERROR', sentence]
  }
}

/** Every issue as `badRequestDetail.fields` has it, so that a person can fix all of them at once. */
const toFieldViolations = (issues: readonly Issue[]) =>
  issues.map((issue) => ({ description: issue.message, field: toFieldPath(issue) }))

function firstIssue(issues: readonly Issue[]): Issue {
  const [issue] = issues
  if (issue === undefined) throw new TypeError('expected at least one issue')
  return issue
}

/**
 * Returns the error for a body that breaks rules. Live Atlas names one violation, so the first one decides on the code and
 * its parameters; `fields` has all of them.
 */
export function bodyViolation(issues: readonly Issue[], body: unknown): Violation {
  const [name, ...parameters] = toBodyError(firstIssue(issues), body)
  return { name, parameters: parameters.map(shorten), fields: toFieldViolations(issues) }
}

/** Returns the error for a query that breaks rules; see {@link bodyViolation}. */
export function queryViolation(issues: readonly Issue[]): Violation {
  const parameters = [shorten(toFieldPath(firstIssue(issues)))]
  return { name: 'INVALID_QUERY_PARAMETER', parameters, fields: toFieldViolations(issues) }
}
