import type { ErrorSpecifics } from './api-error.ts'
import type { ErrorName } from './errors.ts'
import type { Issue } from './validator.ts'

/** An error of the catalogue and the values that it needs. */
export interface Violation extends ErrorSpecifics {
  readonly name: ErrorName
}

/** The length that a parameter of an error is cut to: it may repeat what the caller sent. */
const maxParameterLength = 100

const shorten = (text: string): string =>
  text.length > maxParameterLength ? `${text.slice(0, maxParameterLength)}…` : text

const fieldOf = ({ path }: Issue): string => path.join('.')

function valueAt(value: unknown, path: Issue['path']): unknown {
  return path.reduce((inner: unknown, key) => Object(inner)[key], value)
}

/** The entry for one issue of a body, with the parameter of its detail. */
function bodyError(issue: Issue, body: unknown): readonly [ErrorName, ...string[]] {
  const field = fieldOf(issue)
  const sentence = [field, issue.message].filter(Boolean).join(' ')
  // An attribute has a name, so a body that is not an object at all has no code of its own.
  if (field === '') return ['VALIDATION_ERROR', sentence]
  switch (issue.code) {
    case 'missing':
      return ['MISSING_ATTRIBUTE', field]
    case 'unknown':
      return ['INVALID_ATTRIBUTE', field]
    case 'enum':
      return ['INVALID_ENUM_VALUE', String(valueAt(body, issue.path))]
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
const fieldsOf = (issues: readonly Issue[]) =>
  issues.map((issue) => ({ description: issue.message, field: fieldOf(issue) }))

function first(issues: readonly Issue[]): Issue {
  const [issue] = issues
  if (issue === undefined) throw new TypeError('expected at least one issue')
  return issue
}

/**
 * Returns the error for a body that breaks rules. Live Atlas names one violation, so the first one decides on the code and
 * its parameters; `fields` has all of them.
 */
export function bodyViolation(issues: readonly Issue[], body: unknown): Violation {
  const [name, ...parameters] = bodyError(first(issues), body)
  return { name, parameters: parameters.map(shorten), fields: fieldsOf(issues) }
}

/** Returns the error for a query that breaks rules; see {@link bodyViolation}. */
export function queryViolation(issues: readonly Issue[]): Violation {
  const parameters = [shorten(fieldOf(first(issues)))]
  return { name: 'INVALID_QUERY_PARAMETER', parameters, fields: fieldsOf(issues) }
}
