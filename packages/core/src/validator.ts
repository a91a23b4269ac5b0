import type { StandardSchemaV1 } from '@standard-schema/spec'

/**
 * The kind of a violation: a `missing` or `unknown` field, a wrong `type`, `format` (a pattern, a UUID) or `enum` value, or
 * any other `rule`, such as a length.
 */
export type IssueCode = 'missing' | 'unknown' | 'type' | 'format' | 'enum' | 'rule'

/** A violation in a value. */
export interface Issue {
  /** The keys and indexes that lead to the violation; empty for the value itself. */
  readonly path: readonly (string | number)[]
  readonly code: IssueCode
  readonly message: string
}

/**
 * A validator. It is also a Standard Schema, so libraries that accept one accept a validator.
 *
 * @see https://standardschema.dev
 */
export interface Validator<T> extends StandardSchemaV1<unknown, T> {
  /** Returns whether `value` is a `T`. Never throws. */
  is(value: unknown): value is T
  /**
   * Returns `value` itself, typed as a `T`.
   *
   * @throws {@link ValidationError} with every violation
   */
  parse(value: unknown): T
  /** Returns every violation, in the order of the schema; an empty array for a `T`. */
  issues(value: unknown): readonly Issue[]
}

/** Thrown by {@link Validator.parse}. */
export class ValidationError extends TypeError {
  override readonly name = 'ValidationError'
  /** A stable code for programs. */
  readonly code = 'INVALID_VALUE'
  /** The name of the expected type, for example `GroupId`. */
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

/** Creates a {@link Validator} from a function that returns the violations in a value. */
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

/** Formats a value for an error message: short, on one line, with control characters escaped. */
export function formatValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value !== 'string') return typeof value
  return JSON.stringify(
    value.length > maxValueLength ? `${value.slice(0, maxValueLength)}…` : value,
  )
}
