import { isJsonObject, type JsonObject } from '../lib/json.ts'
import { DriftError, followReferences, type OpenApiDocument } from './document.ts'
import {
  bounds,
  hasSingleChoice,
  impliedTypes,
  type MergedSchema,
  makeNullable,
  type SchemaPart,
  toPart,
  type UnionSource,
} from './schema-part.ts'

/** The maximum number of steps. It suffices for a document fifty times as large as ours. */
const maxSteps = 1_000_000
const maxDepth = 100

const anySchema: JsonObject = {}
const neverSchema: JsonObject = { enum: [] }

/** Returns the schema object for a schema, which can be a boolean (JSON Schema 2020-12 core, section 4.3.2). */
function toSchemaObject(schema: unknown): JsonObject {
  if (schema === false) return neverSchema
  return isJsonObject(schema) ? schema : anySchema
}

const hasSiblings = (reference: JsonObject) =>
  Object.keys(reference).some((key) => !['$ref', 'summary', 'description'].includes(key))

/**
 * Merges the schemas of one document.
 *
 * The package `allof-merge` is not used: of several `format`s it keeps the last one, it ignores `nullable`, and it
 * multiplies unions without a bound.
 */
export class SchemaMerger {
  readonly document: OpenApiDocument
  readonly #ignoresSiblings: boolean
  readonly #parts = new Map<JsonObject, SchemaPart>()
  #steps = 0

  constructor(document: OpenApiDocument) {
    this.document = document
    // OpenAPI 3.0.3 ignores properties beside `$ref` (Reference Object).
    this.#ignoresSiblings = /^3\.0\b/.test(String(document.root['openapi']))
  }

  /**
   * Merges schemas into one that requires all of them and `base`.
   *
   * @throws DriftError when a reference is invalid, or merging takes too many steps
   */
  merge(schemas: readonly unknown[], base: MergedSchema = new Map()): MergedSchema {
    for (const { size } of base.values()) this.countSteps(1 + size)
    const merged = new Map(base)
    for (const schema of schemas) this.#add(merged, schema, false, 0)
    return merged
  }

  /**
   * Counts work that a few lines of a document can multiply.
   *
   * @throws DriftError above the limit
   */
  countSteps(steps: number): void {
    this.#steps += steps
    if (this.#steps <= maxSteps) return
    const problem = `merging its schemas (allOf, $ref) takes more than ${maxSteps} steps`
    throw new DriftError(`${this.document.name}: ${problem}; simplify them`)
  }

  #add(
    schema: Map<JsonObject, SchemaPart>,
    value: unknown,
    isNullable: boolean,
    depth: number,
  ): void {
    const { document } = this
    if (depth > maxDepth)
      throw new DriftError(`${document.name}: allOf nested deeper than ${maxDepth}`)
    const chain = followReferences(document, value)
    this.countSteps(chain.length)
    const target = chain.pop()
    const siblings = this.#ignoresSiblings ? [] : chain.filter(isJsonObject).filter(hasSiblings)
    for (const object of [toSchemaObject(target), ...siblings]) {
      // A circular `allOf` adds nothing.
      if (schema.has(object)) continue
      const part = this.#parts.get(object) ?? toPart(object)
      this.#parts.set(object, part)
      this.countSteps(part.size)
      schema.set(object, isNullable ? makeNullable(part) : part)
      const { allOf } = object
      for (const inner of Array.isArray(allOf) ? allOf : [])
        this.#add(schema, inner, isNullable, depth + 1)
      for (const union of part.unions.filter(hasSingleChoice))
        this.#add(schema, union.choices[0], isNullable || union.isNullable, depth + 1)
    }
  }
}

/** Returns the unions of all parts that have more than one choice. */
export const openUnionSources = (schema: MergedSchema): UnionSource[] =>
  [...schema.values()].flatMap(({ unions }) => unions.filter((union) => !hasSingleChoice(union)))

/** Returns the schema without null, and with these unions only. */
export function withUnions(schema: MergedSchema, unions: readonly UnionSource[]): MergedSchema {
  const parts = [...schema].map(([object, part]): [JsonObject, SchemaPart] => [
    object,
    {
      ...part,
      types: part.types && new Set([...part.types].filter((type) => type !== 'null')),
      unions: part.unions.filter((union) => unions.includes(union)),
    },
  ])
  return new Map(parts)
}

function getJsonType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

/** Returns the values that every part allows. */
export function allowedValues(schema: MergedSchema): ReadonlyMap<string, unknown> | undefined {
  const [first, ...rest] = [...schema.values()].flatMap(({ values }) => values ?? [])
  return first && new Map([...first].filter(([text]) => rest.every((values) => values.has(text))))
}

/** Returns the types that every part declares. */
export function declaredTypes(schema: MergedSchema): ReadonlySet<string> | undefined {
  const [first, ...rest] = [...schema.values()].flatMap(({ types }) => types ?? [])
  return first && new Set([...first].filter((type) => rest.every((types) => types.has(type))))
}

/**
 * Returns the types that a schema allows: those of `type`, otherwise those of its values, otherwise those that its
 * keywords imply.
 */
export function allowedTypes(schema: MergedSchema): ReadonlySet<string> | undefined {
  const values = [...(allowedValues(schema)?.values() ?? [])]
  const valueTypes = values.length > 0 ? new Set(values.map(getJsonType)) : undefined
  return declaredTypes(schema) ?? valueTypes ?? impliedTypes([...schema.values()])
}

const sortValues = (values: ReadonlyMap<string, unknown>) =>
  [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)

/** Combines the values of one keyword: the strictest bound, or all other values. */
function combineValues(key: string, values: readonly unknown[]): unknown {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === values.length && /^(min|exclusiveMin)/.test(key))
    return numbers.reduce((a, b) => Math.max(a, b))
  if (numbers.length === values.length && /^(max|exclusiveMax)/.test(key))
    return numbers.reduce((a, b) => Math.min(a, b))
  return values.length === 1 ? values[0] : values
}

/** Returns the constraints of a schema, in the keywords of OpenAPI 3.1 except `nullable`. */
export function readConstraints(schema: MergedSchema): Readonly<Record<string, unknown>> {
  const types = allowedTypes(schema)
  const isNullable = types?.has('null') ?? false
  const typeNames = [...(types ?? [])]
    .filter((type) => type !== 'null' && !(type === 'integer' && types?.has('number')))
    .toSorted()
  const [firstType = isNullable ? 'null' : 'never', ...otherTypes] = typeNames
  const values = allowedValues(schema)
  const constraints: Record<string, unknown> = {
    ...(types && { type: otherTypes.length > 0 ? typeNames : firstType }),
    ...(isNullable && typeNames.length > 0 && { nullable: true }),
    ...(values && { enum: sortValues(values).filter((value) => value !== null || isNullable) }),
  }
  const keywords = new Map<string, Map<string, unknown>>()
  for (const part of schema.values())
    for (const [key, { text, value }] of part.keywords)
      keywords.set(key, (keywords.get(key) ?? new Map()).set(text, value))
  for (const [key, values] of keywords) constraints[key] = combineValues(key, sortValues(values))
  for (const [inclusive, exclusive, sign] of bounds) {
    const difference = Number(constraints[exclusive]) - Number(constraints[inclusive])
    if (Number.isFinite(difference))
      delete constraints[difference * sign >= 0 ? inclusive : exclusive]
  }
  const { readOnly: _readOnly, writeOnly: _writeOnly, ...comparedConstraints } = constraints
  return comparedConstraints
}

/** Returns whether any part states the flag. */
export const hasFlag = (schema: MergedSchema, flag: 'readOnly' | 'writeOnly'): boolean =>
  [...schema.values()].some(({ keywords }) => keywords.get(flag)?.value === true)

/** Returns the schemas of a property: from each part that names it, or its schema of other keys. */
export const propertySchemas = (schema: MergedSchema, name: string): unknown[] =>
  [...schema.values()].flatMap(({ properties, additional }) => {
    if (properties.has(name)) return [properties.get(name)]
    return additional === undefined ? [] : [additional]
  })
