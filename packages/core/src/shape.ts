import { type Issue, shown, type Validator, validator } from './validator.ts'

/** The part of JSON Schema that `openapi.yaml` uses, as the generated `schemas.gen.ts` holds it. */
export type Schema =
  | StringSchema
  | NumberSchema
  | BooleanSchema
  | ArraySchema
  | ObjectSchema
  | UnionSchema
  | AnySchema

interface Nullable {
  /** Whether null will do too. */
  readonly nullable?: true
}

interface StringSchema extends Nullable {
  readonly type: 'string'
  readonly enum?: readonly string[]
  readonly format?: 'uuid'
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

interface NumberSchema extends Nullable {
  readonly type: 'integer'
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: number
}

interface BooleanSchema extends Nullable {
  readonly type: 'boolean'
  readonly default?: boolean
}

interface ArraySchema extends Nullable {
  readonly type: 'array'
  readonly items: Schema
}

/** An object: its properties, and which of them must be there. */
export interface ObjectSchema extends Nullable {
  readonly type: 'object'
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, Schema>>
}

interface UnionSchema {
  readonly type?: undefined
  readonly discriminator: string
  readonly variants: Readonly<Record<string, ObjectSchema>>
}

interface AnySchema {
  readonly type?: undefined
  readonly discriminator?: undefined
}

type Path = Issue['path']

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const one = (path: Path, message: string): Issue[] => [{ path, message }]

const patterns = new Map<string, RegExp>()

/** A pattern of the document, which has few: each is compiled once. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const made = new RegExp(pattern)
  patterns.set(pattern, made)
  return made
}

function lengthIssue(schema: StringSchema, value: string): string | undefined {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema
  // A character is one UTF-16 unit or two, so most lengths are right without counting.
  if (value.length >= 2 * minLength && value.length <= maxLength) return undefined
  // JSON Schema counts characters, not UTF-16 units (draft 2020-12, validation, section 6.3).
  const length = [...value].length
  if (length < minLength) return `expected at least ${minLength} characters, got ${length}`
  return length > maxLength ? `expected at most ${maxLength} characters, got ${length}` : undefined
}

function checkString(schema: StringSchema, value: unknown, path: Path): Issue[] {
  if (typeof value !== 'string') return one(path, `expected a string, got ${shown(value)}`)
  if (schema.enum && !schema.enum.includes(value)) {
    return one(path, `expected ${schema.enum.join(', ')}, got ${shown(value)}`)
  }
  const wrongLength = lengthIssue(schema, value)
  if (wrongLength !== undefined) return one(path, wrongLength)
  if (schema.pattern && !compiled(schema.pattern).test(value)) {
    return one(path, `expected a match of ${schema.pattern}, got ${shown(value)}`)
  }
  return schema.format && !uuid.test(value) ? one(path, `expected a UUID, got ${shown(value)}`) : []
}

function checkInteger({ minimum, maximum }: NumberSchema, value: unknown, path: Path): Issue[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return one(path, `expected an integer, got ${typeof value === 'number' ? value : shown(value)}`)
  }
  if (minimum !== undefined && value < minimum)
    return one(path, `expected at least ${minimum}, got ${value}`)
  if (maximum !== undefined && value > maximum)
    return one(path, `expected at most ${maximum}, got ${value}`)
  return []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkObject({ required, properties }: ObjectSchema, value: unknown, path: Path): Issue[] {
  if (!isObject(value)) return one(path, `expected an object, got ${shown(value)}`)
  return Object.entries(properties).flatMap(([key, schema]) => {
    if (Object.hasOwn(value, key)) return check(schema, value[key], [...path, key])
    return required.includes(key) ? one([...path, key], 'missing') : []
  })
}

function variantOf(
  { discriminator, variants }: UnionSchema,
  value: Record<string, unknown>,
): ObjectSchema | undefined {
  const tag = Object.hasOwn(value, discriminator) ? value[discriminator] : undefined
  return typeof tag === 'string' && Object.hasOwn(variants, tag) ? variants[tag] : undefined
}

function checkUnion({ discriminator, variants }: UnionSchema, value: unknown, path: Path): Issue[] {
  if (!isObject(value)) return one(path, `expected an object, got ${shown(value)}`)
  const variant = variantOf({ discriminator, variants }, value)
  if (variant !== undefined) return checkObject(variant, value, path)
  const tag = Object.hasOwn(value, discriminator) ? value[discriminator] : undefined
  const expected = `expected ${Object.keys(variants).join(', ')}`
  return one(
    [...path, discriminator],
    tag === undefined ? 'missing' : `${expected}, got ${shown(tag)}`,
  )
}

function check(schema: Schema, value: unknown, path: Path): Issue[] {
  if (value === null && schema.type !== undefined && schema.nullable) return []
  switch (schema.type) {
    case 'string':
      return checkString(schema, value, path)
    case 'integer':
      return checkInteger(schema, value, path)
    case 'boolean':
      return typeof value === 'boolean'
        ? []
        : one(path, `expected true or false, got ${shown(value)}`)
    case 'array':
      if (!Array.isArray(value)) return one(path, `expected an array, got ${shown(value)}`)
      return value.flatMap((item, index) => check(schema.items, item, [...path, index]))
    case 'object':
      return checkObject(schema, value, path)
    default:
      return schema.discriminator === undefined ? [] : checkUnion(schema, value, path)
  }
}

/**
 * Makes a validator out of a schema of the OpenAPI document. Keys that the schema does not name are let through, since
 * Atlas adds fields to a resource version without a new date.
 */
export function shape<T>(name: string, schema: Schema): Validator<T> {
  return validator(name, (value) => check(schema, value, []))
}

/** An issue for each key, at any depth, that the schema of its object does not name. */
export function unknownKeys(schema: Schema, value: unknown, path: Path = []): Issue[] {
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
    const known = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    return known === undefined
      ? one([...path, key], 'unknown field')
      : unknownKeys(known, inner, [...path, key])
  })
}
