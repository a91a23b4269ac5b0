import type { StandardSchemaV1 } from '@standard-schema/spec'

/**
 * The kind of rule that a value breaks: `missing` and `unknown` fields, a wrong `type`, `format` (a pattern, a UUID) or
 * `enum` value, or any other `rule`, such as a length.
 */
export type IssueCode = 'missing' | 'unknown' | 'type' | 'format' | 'enum' | 'rule'

/** One thing that is wrong with a value: where in it (`[]` is the value itself), and what. */
export interface Issue {
  readonly path: readonly (string | number)[]
  readonly code: IssueCode
  readonly message: string
}

/**
 * A validator in three forms: a type guard, a throwing parse, and a Standard Schema (so that any library that takes
 * those, takes this).
 *
 * @see https://standardschema.dev
 */
export interface Validator<T> extends StandardSchemaV1<unknown, T> {
  /** Whether `value` is a `T`. Never throws. */
  is(value: unknown): value is T
  /**
   * `value` as a `T`, unchanged.
   *
   * @throws {@link ValidationError} naming every violation
   */
  parse(value: unknown): T
  /** Every violation, in the order of the value's own description; none for a `T`. */
  issues(value: unknown): readonly Issue[]
}

/** Thrown by {@link Validator.parse}. */
export class ValidationError extends TypeError {
  override readonly name = 'ValidationError'
  /** A stable code to decide on. */
  readonly code = 'INVALID_VALUE'
  /** What was expected, for example `GroupId`. */
  readonly expected: string
  /** Every violation. */
  readonly issues: readonly Issue[]

  constructor(expected: string, issues: readonly Issue[]) {
    super(`${expected}: ${issues.map(describeIssue).join('; ')}`)
    this.expected = expected
    this.issues = issues
  }
}

function describeIssue({ path, message }: Issue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

/** Makes a {@link Validator} out of the one function that knows what is wrong with a value. */
export function createValidator<T>(
  name: string,
  findIssues: (value: unknown) => readonly Issue[],
  is: (value: unknown) => value is T = (value): value is T => findIssues(value).length === 0,
): Validator<T> {
  return {
    is,
    issues: findIssues,
    parse(value) {
      if (is(value)) return value
      throw new ValidationError(name, findIssues(value))
    },
    '~standard': {
      version: 1,
      vendor: 'export-buckets',
      validate: (value) => (is(value) ? { value } : { issues: findIssues(value) }),
    },
  }
}

const maxValueLength = 40

/** A value as an error message may show it: short, on one line, control characters escaped. */
export function formatValue(value: unknown): string {
  if (typeof value !== 'string')
    return value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return JSON.stringify(
    value.length > maxValueLength ? `${value.slice(0, maxValueLength)}…` : value,
  )
}
