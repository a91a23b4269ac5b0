import type { NumberSchema, ObjectSchema, Schema, StringSchema, UnionSchema } from './schema.ts'
import { type Issue, shown, type Validator, validator } from './validator.ts'

/** The way to a value: one array for a whole walk, so that a right value costs no other. */
type Path = (string | number)[]

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const patterns = new Map<string, RegExp>()

/** A pattern of the document, which has few: each is compiled once. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const made = new RegExp(pattern)
  patterns.set(pattern, made)
  return made
}

const unlike = (expected: string, value: unknown) => `expected ${expected}, got ${shown(value)}`

function lengthFault(schema: StringSchema, value: string): string | undefined {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema
  // A character is one UTF-16 unit or two, so most lengths are right without counting.
  if (value.length >= 2 * minLength && value.length <= maxLength) return undefined
  // JSON Schema counts characters, not UTF-16 units (draft 2020-12, validation, section 6.3).
  const length = [...value].length
  if (length < minLength) return `expected at least ${minLength} characters, got ${length}`
  return length > maxLength ? `expected at most ${maxLength} characters, got ${length}` : undefined
}

function stringFault(schema: StringSchema, value: unknown): string | undefined {
  if (typeof value !== 'string') return unlike('a string', value)
  if (schema.enum && !schema.enum.includes(value)) return unlike(schema.enum.join(', '), value)
  const wrongLength = lengthFault(schema, value)
  if (wrongLength !== undefined) return wrongLength
  if (schema.pattern && !compiled(schema.pattern).test(value)) {
    return unlike(`a match of ${schema.pattern}`, value)
  }
  return schema.format && !uuid.test(value) ? unlike('a UUID', value) : undefined
}

function integerFault({ minimum, maximum }: NumberSchema, value: unknown): string | undefined {
  if (typeof value !== 'number') return unlike('an integer', value)
  if (!Number.isInteger(value)) return `expected an integer, got ${value}`
  if (minimum !== undefined && value < minimum) return `expected at least ${minimum}, got ${value}`
  return maximum !== undefined && value > maximum
    ? `expected at most ${maximum}, got ${value}`
    : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What an object has at a key of its own: what its prototype has does not count. */
function own<T>(value: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function variantOf(
  { discriminator, variants }: UnionSchema,
  value: Record<string, unknown>,
): ObjectSchema | undefined {
  const tag = own(value, discriminator)
  return typeof tag === 'string' ? own(variants, tag) : undefined
}

function checkProperties(
  { required, properties }: ObjectSchema,
  value: Record<string, unknown>,
  path: Path,
  issues: Issue[],
): void {
  for (const key in properties) {
    const schema = properties[key]
    // What is undefined is not there once it is JSON.
    const inner = own(value, key)
    if (schema !== undefined && inner !== undefined) checkAt(key, schema, inner, path, issues)
    else if (required.includes(key)) issues.push({ path: [...path, key], message: 'missing' })
  }
}

function tagIssue(
  { discriminator, variants }: UnionSchema,
  value: Record<string, unknown>,
  path: Path,
): Issue {
  const tag = own(value, discriminator)
  const message = tag === undefined ? 'missing' : unlike(Object.keys(variants).join(', '), tag)
  return { path: [...path, discriminator], message }
}

function checkVariant(
  schema: UnionSchema,
  value: Record<string, unknown>,
  path: Path,
  issues: Issue[],
): void {
  const variant = variantOf(schema, value)
  if (variant === undefined) issues.push(tagIssue(schema, value, path))
  else checkProperties(variant, value, path, issues)
}

function checkAt(
  key: string | number,
  schema: Schema,
  value: unknown,
  path: Path,
  issues: Issue[],
): void {
  path.push(key)
  check(schema, value, path, issues)
  path.pop()
}

/** What is wrong with a value itself; what is wrong within it is among the issues then. */
function fault(schema: Schema, value: unknown, path: Path, issues: Issue[]): string | undefined {
  if (value === null && schema.type !== undefined && schema.nullable) return undefined
  switch (schema.type) {
    case 'string':
      return stringFault(schema, value)
    case 'integer':
      return integerFault(schema, value)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : unlike('true or false', value)
    case 'array':
      if (!Array.isArray(value)) return unlike('an array', value)
      for (const [index, item] of value.entries()) checkAt(index, schema.items, item, path, issues)
      return undefined
    default:
      if (schema.type === undefined && schema.discriminator === undefined) return undefined
      if (!isObject(value)) return unlike('an object', value)
      if (schema.type === undefined) checkVariant(schema, value, path, issues)
      else checkProperties(schema, value, path, issues)
      return undefined
  }
}

function check(schema: Schema, value: unknown, path: Path, issues: Issue[]): void {
  const message = fault(schema, value, path, issues)
  if (message) issues.push({ path: [...path], message })
}

/**
 * Every violation of a schema of the OpenAPI document. Keys that the schema does not name are let through, since Atlas adds
 * fields to a resource version without a new date.
 */
export function schemaIssues(schema: Schema, value: unknown): readonly Issue[] {
  const issues: Issue[] = []
  check(schema, value, [], issues)
  return issues
}

/** Makes a validator out of a schema of the OpenAPI document, which finds what {@link schemaIssues} finds. */
export function shape<T>(name: string, schema: Schema): Validator<T> {
  return validator(name, (value) => schemaIssues(schema, value))
}

/** An issue for each key, at any depth, that the schema of its object does not name. */
export function unknownKeys(schema: Schema, value: unknown, path: Issue['path'] = []): Issue[] {
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return []
    return value.flatMap((item, index) => unknownKeys(schema.items, item, [...path, index]))
  }
  if (!isObject(value)) return []
  if (schema.type === undefined && schema.discriminator !== undefined) {
    const variant = variantOf(schema, value)
    return variant === undefined ? [] : unknownKeys(variant, value, path)
  }
  if (schema.type !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = own(schema.properties, key)
    if (known !== undefined) return unknownKeys(known, inner, [...path, key])
    return inner === undefined ? [] : [{ path: [...path, key], message: 'unknown field' }]
  })
}
