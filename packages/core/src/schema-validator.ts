import { getOwn } from './get-own.ts'
import type { NumberSchema, ObjectSchema, Schema, StringSchema, UnionSchema } from './schema.ts'
import {
  createValidator,
  formatValue,
  type Issue,
  type IssueCode,
  type Validator,
} from './validator.ts'

/** The path to the current value. One array serves a whole validation, so that valid values allocate nothing. */
export type Path = (string | number)[]

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const patterns = new Map<string, RegExp>()

/** Compiles a pattern of `openapi.yaml` once. The document has few, so the cache needs no limit. */
function compilePattern(pattern: string): RegExp {
  const cached = patterns.get(pattern)
  if (cached !== undefined) return cached
  const regExp = new RegExp(pattern)
  patterns.set(pattern, regExp)
  return regExp
}

/** A violation, without its path. */
interface IssueDetail {
  readonly code: IssueCode
  readonly message: string
}

const mismatch = (code: IssueCode, expected: string, value: unknown): IssueDetail => ({
  code,
  message: `expected ${expected}, got ${formatValue(value)}`,
})

const outOfRange = (expected: string, value: number): IssueDetail => ({
  code: 'rule',
  message: `expected ${expected}, got ${value}`,
})

function validateLength(schema: StringSchema, value: string): IssueDetail | undefined {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema
  // A character has one or two UTF-16 units, so most strings are valid without counting characters.
  if (value.length >= 2 * minLength && value.length <= maxLength) return undefined
  // JSON Schema counts characters, not UTF-16 units (draft 2020-12, validation, section 6.3).
  const length = [...value].length
  if (length < minLength) return outOfRange(`at least ${minLength} characters`, length)
  return length > maxLength ? outOfRange(`at most ${maxLength} characters`, length) : undefined
}

function validateString(schema: StringSchema, value: unknown): IssueDetail | undefined {
  if (typeof value !== 'string') return mismatch('type', 'a string', value)
  if (schema.enum && !schema.enum.includes(value)) {
    return mismatch('enum', schema.enum.join(', '), value)
  }
  const lengthIssue = validateLength(schema, value)
  if (lengthIssue !== undefined) return lengthIssue
  if (schema.pattern && !compilePattern(schema.pattern).test(value)) {
    return mismatch('format', `a match of ${schema.pattern}`, value)
  }
  return schema.format && !uuidPattern.test(value) ? mismatch('format', 'a UUID', value) : undefined
}

function validateInteger(
  { minimum, maximum }: NumberSchema,
  value: unknown,
): IssueDetail | undefined {
  if (typeof value !== 'number') return mismatch('type', 'an integer', value)
  if (!Number.isInteger(value)) {
    return { code: 'type', message: `expected an integer, got ${value}` }
  }
  if (minimum !== undefined && value < minimum) return outOfRange(`at least ${minimum}`, value)
  return maximum !== undefined && value > maximum
    ? outOfRange(`at most ${maximum}`, value)
    : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function findVariant(
  { discriminator, variants }: UnionSchema,
  value: Record<string, unknown>,
): ObjectSchema | undefined {
  const tag = getOwn(value, discriminator)
  return typeof tag === 'string' ? getOwn(variants, tag) : undefined
}

const missingIssue = (path: Path): Issue => ({ path, code: 'missing', message: 'missing' })

function validateProperties(
  { required, properties }: ObjectSchema,
  value: Record<string, unknown>,
  path: Path,
  issues: Issue[],
): void {
  for (const key in properties) {
    const schema = properties[key]
    // JSON drops undefined properties, so they count as missing.
    const member = getOwn(value, key)
    if (schema !== undefined && member !== undefined) validateAt(key, schema, member, path, issues)
    else if (required.includes(key)) issues.push(missingIssue([...path, key]))
  }
}

function discriminatorIssue(
  { discriminator, variants }: UnionSchema,
  value: Record<string, unknown>,
  path: Path,
): Issue {
  const tag = getOwn(value, discriminator)
  const tagPath = [...path, discriminator]
  if (tag === undefined) return missingIssue(tagPath)
  const code = typeof tag === 'string' ? 'enum' : 'type'
  return { path: tagPath, ...mismatch(code, Object.keys(variants).join(', '), tag) }
}

function validateVariant(
  schema: UnionSchema,
  value: Record<string, unknown>,
  path: Path,
  issues: Issue[],
): void {
  const variant = findVariant(schema, value)
  if (variant === undefined) issues.push(discriminatorIssue(schema, value, path))
  else validateProperties(variant, value, path, issues)
}

function validateAt(
  key: string | number,
  schema: Schema,
  value: unknown,
  path: Path,
  issues: Issue[],
): void {
  path.push(key)
  validate(schema, value, path, issues)
  path.pop()
}

/** The maximum number of issues of items. Without it, a million invalid items block the event loop for half a second. */
export const maxIssues = 100

/** Returns the violation of the value itself, and adds those of its members to `issues`. */
function validateValue(
  schema: Schema,
  value: unknown,
  path: Path,
  issues: Issue[],
): IssueDetail | undefined {
  if (value === null && schema.type !== undefined && schema.nullable) return undefined
  switch (schema.type) {
    case 'string':
      return validateString(schema, value)
    case 'integer':
      return validateInteger(schema, value)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : mismatch('type', 'true or false', value)
    case 'array':
      if (!Array.isArray(value)) return mismatch('type', 'an array', value)
      for (const [index, item] of value.entries()) {
        if (issues.length >= maxIssues) break
        validateAt(index, schema.items, item, path, issues)
      }
      return undefined
    default:
      if (schema.type === undefined && schema.discriminator === undefined) return undefined
      if (!isObject(value)) return mismatch('type', 'an object', value)
      if (schema.type === undefined) validateVariant(schema, value, path, issues)
      else validateProperties(schema, value, path, issues)
      return undefined
  }
}

function validate(schema: Schema, value: unknown, path: Path, issues: Issue[]): void {
  const issue = validateValue(schema, value, path, issues)
  if (issue) issues.push({ path: [...path], ...issue })
}

/**
 * Returns every violation of a schema of the OpenAPI document. Array items are validated until there are 100 violations.
 * Unknown keys are allowed, because Atlas adds fields to a resource version without a new date.
 */
export function schemaIssues(schema: Schema, value: unknown): readonly Issue[] {
  const issues: Issue[] = []
  validate(schema, value, [], issues)
  return issues
}

/** Creates a validator from a schema of the OpenAPI document. It returns the violations of {@link schemaIssues}. */
export function createSchemaValidator<T>(name: string, schema: Schema): Validator<T> {
  return createValidator(name, (value) => schemaIssues(schema, value))
}

/**
 * Returns the schema of an object: `schema` itself, or the selected variant of a union. Returns `undefined` for other values
 * and schemas.
 */
export function findObjectSchema(schema: Schema, value: unknown): ObjectSchema | undefined {
  if (!isObject(value)) return undefined
  if (schema.type === 'object') return schema
  return schema.type === undefined && schema.discriminator !== undefined
    ? findVariant(schema, value)
    : undefined
}
