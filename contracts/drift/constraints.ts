import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject } from './json-object.ts'

/** What a schema asks of a value, keyword by keyword, in one way of writing for OpenAPI 3.0 and 3.1. */
export type Constraints = Readonly<Record<string, unknown>>

/** The keywords that are compared as they stand. Prose and examples are not. */
const plain = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'default',
  'deprecated',
] as const

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** The types of one part; `null` counts as one (OpenAPI 3.1). */
function typesOf(part: JsonObject): unknown[] {
  const { type } = part
  if (type !== undefined) return [type].flat()
  if (isJsonObject(part['properties'])) return ['object']
  return part['items'] === undefined ? [] : ['array']
}

function valuesOf(part: JsonObject): unknown[] | undefined {
  if ('const' in part) return [part['const']]
  return Array.isArray(part['enum']) ? part['enum'] : undefined
}

/** A value may be null where every part that speaks of its type lets it (OpenAPI 3.0 says so by `nullable`). */
function isNullable(parts: readonly JsonObject[]): boolean {
  const typed = parts.filter((part) => typesOf(part).length > 0)
  const allows = (part: JsonObject) => part['nullable'] === true || typesOf(part).includes('null')
  return typed.length > 0 && typed.every(allows)
}

/** The values that every part lets through. */
function enumOf(parts: readonly JsonObject[]): unknown[] | undefined {
  const lists = parts.flatMap((part) => [valuesOf(part) ?? []].filter((list) => list.length > 0))
  const [first, ...rest] = lists
  const isIn = (value: unknown, list: unknown[]) =>
    list.some((each) => isDeepStrictEqual(each, value))
  return first
    ?.filter((value) => value !== null && rest.every((list) => isIn(value, list)))
    .toSorted(byText)
}

/** What two parts ask by one keyword: of two limits the tighter one counts, of anything else the later. */
function together(key: string, one: unknown, other: unknown): unknown {
  if (typeof one !== 'number' || typeof other !== 'number') return other
  if (/^(min|exclusiveMin)/.test(key)) return Math.max(one, other)
  return /^(max|exclusiveMax)/.test(key) ? Math.min(one, other) : other
}

/** What parts of one schema ask together (`allOf`): an `enum` and a limit narrow, else a later part overrules. */
export function constraintsOf(parts: readonly JsonObject[]): Constraints {
  const constraints: Record<string, unknown> = {}
  const types = parts.flatMap((part) => [typesOf(part)].filter((each) => each.length > 0)).at(-1)
  const type = types?.filter((each) => each !== 'null').toSorted()
  if (type !== undefined && type.length > 0)
    constraints['type'] = type.length === 1 ? type[0] : type
  const values = enumOf(parts)
  if (values !== undefined) constraints['enum'] = values
  for (const part of parts) {
    for (const key of plain)
      if (part[key] !== undefined) constraints[key] = together(key, constraints[key], part[key])
    if (part['additionalProperties'] === false) constraints['additionalProperties'] = false
  }
  for (const key of ['deprecated', 'uniqueItems'] as const)
    if (constraints[key] === false) delete constraints[key]
  if (isNullable(parts)) constraints['nullable'] = true
  return constraints
}
