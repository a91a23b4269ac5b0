import { isJsonObject, type JsonObject, toEntries, toStrings, valueAt } from '../lib/json.ts'
import type { OpenApiDocument } from './document.ts'
import { DriftError } from './drift-error.ts'
import { followReferences } from './resolve-reference.ts'

/** `oneOf`, `anyOf` or `discriminator.mapping`. */
export interface UnionSource {
  readonly keyword: 'oneOf' | 'anyOf' | 'mapping'
  /** Without a choice of null, which is `orNull`. */
  readonly choices: readonly unknown[]
  readonly isNullable: boolean
  readonly discriminator: JsonObject | undefined
}

/** What one object of the document states, in one form for OpenAPI 3.0 and 3.1, without defaults. */
interface SchemaPart {
  readonly types: ReadonlySet<string> | undefined
  /** `enum` or `const`, by canonical text. */
  readonly values: ReadonlyMap<string, unknown> | undefined
  readonly keywords: ReadonlyMap<string, { readonly text: string; readonly value: unknown }>
  readonly properties: ReadonlyMap<string, unknown>
  readonly required: readonly string[]
  readonly items?: unknown
  /** What keys other than these properties must satisfy (JSON Schema 2020-12 core, section 10.3.2.3). */
  readonly additional?: unknown
  readonly unions: readonly UnionSource[]
  /** How many things it states. */
  readonly size: number
}

/** A merged schema: every object of the document that a value must satisfy, with what the object states. */
export type Schema = ReadonlyMap<JsonObject, SchemaPart>

/** The values that are the same as leaving the keyword out (JSON Schema 2020-12 validation, sections 6, 9.3 and 9.4). */
const defaults: Readonly<Record<string, unknown>> = {
  ...{ minLength: 0, minItems: 0, minProperties: 0, minContains: 1, uniqueItems: false },
  ...{ deprecated: false, readOnly: false, writeOnly: false },
}

/** The keywords that are compared besides those with a field of {@link SchemaPart}. Prose and examples are not. */
const comparedKeywords = [
  ...Object.keys(defaults),
  ...'format pattern multipleOf default minimum maximum maxLength maxItems'.split(' '),
  ...'exclusiveMinimum exclusiveMaximum maxProperties contentEncoding contentMediaType'.split(' '),
  // Compared as they are written: our document has none of them.
  ...'not if then else contains maxContains prefixItems discriminator'.split(' '),
  ...'patternProperties propertyNames dependentRequired dependentSchemas'.split(' '),
  ...'unevaluatedItems unevaluatedProperties'.split(' '),
]
/** Keywords whose empty value requires nothing. */
const absentIfEmpty = /^(patternProperties|propertyNames|dependent|unevaluated)/

const bounds = [
  ['minimum', 'exclusiveMinimum', 1],
  ['maximum', 'exclusiveMaximum', -1],
] as const

/** Of a document some hundred times as large as ours. */
const maxSteps = 1_000_000
const maxDepth = 100

/** Returns JSON with its keys sorted, so that equal values have equal texts. */
function canonicalJson(value: unknown): string {
  const sortKeys = (_: string, inner: unknown) =>
    isJsonObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted()) : inner
  return JSON.stringify(value, sortKeys) ?? ''
}

function readKeywords(part: JsonObject, hasUnion: boolean): SchemaPart['keywords'] {
  const keywords: Record<string, unknown> = { ...part }
  if (hasUnion) keywords['discriminator'] = undefined
  for (const [inclusive, exclusive] of bounds) {
    const isExclusive = keywords[exclusive]
    if (typeof isExclusive !== 'boolean') continue
    // OpenAPI 3.0 has a boolean, which says how the other bound is meant.
    keywords[exclusive] = isExclusive ? keywords[inclusive] : undefined
    if (isExclusive) keywords[inclusive] = undefined
  }
  return new Map(
    comparedKeywords
      .filter((key) => keywords[key] !== undefined && keywords[key] !== defaults[key])
      .map((key) => ({ key, text: canonicalJson(keywords[key]), value: keywords[key] }))
      .filter(({ key, text }) => !(absentIfEmpty.test(key) && /^(\{\}|true)$/.test(text)))
      .map(({ key, text, value }) => [key, { text, value }]),
  )
}

/** A schema that allows null alone. OpenAPI 3.0 has no type for it. */
const isNull = (schema: unknown) =>
  String(valueAt(schema, 'type')) === 'null' ||
  valueAt(schema, 'const') === null ||
  canonicalJson(valueAt(schema, 'enum')) === '[null]'

export const readMapping = (discriminator: unknown): [string, unknown][] =>
  toEntries(valueAt(discriminator, 'mapping'))

/** The unions of one object of the document. Its discriminator belongs to the first. */
function readUnionSources(part: JsonObject): UnionSource[] {
  const discriminator = isJsonObject(part['discriminator']) ? part['discriminator'] : undefined
  const unions = (['oneOf', 'anyOf'] as const).flatMap((keyword): UnionSource[] => {
    const alternatives: unknown = part[keyword]
    if (!Array.isArray(alternatives) || alternatives.length === 0) return []
    const choices = alternatives.filter((choice) => !isNull(choice))
    const isNullable = choices.length < alternatives.length
    return [
      {
        keyword,
        choices: choices.length > 0 ? choices : alternatives,
        isNullable,
        discriminator: undefined,
      },
    ]
  })
  const [first, ...rest] = unions
  if (first !== undefined) return [{ ...first, discriminator }, ...rest]
  return readMapping(discriminator).length > 0
    ? [{ keyword: 'mapping', choices: [], isNullable: false, discriminator }]
    : []
}

/** Whether there is nothing to choose. */
const hasSingleChoice = ({ choices, discriminator }: UnionSource) =>
  choices.length === 1 && readMapping(discriminator).length === 0

function toPart(part: JsonObject): SchemaPart {
  const { type, enum: enumValues, additionalProperties } = part
  const types = type === undefined ? undefined : toStrings([type].flat())
  // `nullable` has an effect beside a `type` alone (OpenAPI 3.0.3, Schema Object).
  const isNullable = types !== undefined && part['nullable'] === true
  const values =
    'const' in part ? [part['const']] : Array.isArray(enumValues) ? enumValues : undefined
  const unions = readUnionSources(part)
  const result = {
    unions,
    types: types && new Set([...types, ...(types.includes('number') ? ['integer'] : [])]),
    values: values && new Map(values.map((value) => [canonicalJson(value), value])),
    keywords: readKeywords(part, unions.length > 0),
    properties: new Map(toEntries(part['properties'])),
    required: toStrings(part['required']),
    items: part['items'],
    additional: additionalProperties === true ? undefined : additionalProperties,
  }
  const { keywords, properties, required, items, additional } = result
  const choices = unions.flatMap((union) => [...union.choices, ...readMapping(union.discriminator)])
  const size =
    [types, values, items, additional].filter((value) => value !== undefined).length +
    [...(values ?? []), ...required, ...choices, ...keywords, ...properties].length
  return isNullable ? makeNullable({ ...result, size }) : { ...result, size }
}

/** What a part states of a value that may also be null. */
function makeNullable(part: SchemaPart): SchemaPart {
  const types = part.types ?? impliedTypes([part])
  return {
    ...part,
    types: types && new Set([...types, 'null']),
    values: part.values && new Map([...part.values, ['null', null]]),
    unions: part.unions.map((union) => ({ ...union, isNullable: true })),
  }
}

const anySchema: JsonObject = {}
const neverSchema: JsonObject = { enum: [] }

const hasSiblings = (reference: JsonObject) =>
  Object.keys(reference).some((key) => !['$ref', 'summary', 'description'].includes(key))

/**
 * Merges the schemas of one document.
 *
 * The package `allof-merge` is not used: of several `format`s it keeps the last one, it does not read `nullable`, and it
 * multiplies unions without a bound.
 */
export class SchemaMerger {
  readonly document: OpenApiDocument
  readonly #ignoresSiblings: boolean
  readonly #parts = new Map<JsonObject, SchemaPart>()
  #steps = 0

  constructor(document: OpenApiDocument) {
    this.document = document
    // OpenAPI 3.0.3, Reference Object: properties beside `$ref` shall be ignored.
    this.#ignoresSiblings = /^3\.0\b/.test(String(document.root['openapi']))
  }

  /**
   * Merges schemas into one that requires all of them, and what `base` requires.
   *
   * @throws DriftError where a reference leads nowhere, or merging takes too many steps
   */
  merge(schemas: readonly unknown[], base: Schema = new Map()): Schema {
    for (const { size } of base.values()) this.countSteps(1 + size)
    const merged = new Map(base)
    for (const schema of schemas) this.#add(merged, schema, false, 0)
    return merged
  }

  /** Counts work that a few lines of a document can multiply. */
  countSteps(steps: number): void {
    this.#steps += steps
    if (this.#steps <= maxSteps) return
    const problem = `to merge its schemas (allOf, $ref) takes more than ${maxSteps} steps`
    throw new DriftError(`${this.document.name}: ${problem}; compare a document without them`)
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
    const targetObject = target === false ? neverSchema : isJsonObject(target) ? target : anySchema
    for (const object of [targetObject, ...siblings]) {
      // One that leads back to itself adds nothing.
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

/** The unions that leave a choice, of any part. */
export const openUnionSources = (schema: Schema): UnionSource[] =>
  [...schema.values()].flatMap(({ unions }) => unions.filter((union) => !hasSingleChoice(union)))

/** The schema without what it states of null, and without unions but these. */
export function withUnions(schema: Schema, unions: readonly UnionSource[]): Schema {
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

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

/** The values that every part lets through. */
export function allowedValues(schema: Schema): ReadonlyMap<string, unknown> | undefined {
  const [first, ...rest] = [...schema.values()].flatMap(({ values }) => values ?? [])
  return first && new Map([...first].filter(([text]) => rest.every((values) => values.has(text))))
}

/** The types that parts state. */
export function declaredTypes(schema: Schema): ReadonlySet<string> | undefined {
  const [first, ...rest] = [...schema.values()].flatMap(({ types }) => types ?? [])
  return first && new Set([...first].filter((type) => rest.every((types) => types.has(type))))
}

/** The types that a schema without `type` is meant to have. */
function impliedTypes(parts: readonly SchemaPart[]): ReadonlySet<string> | undefined {
  const implied = parts.flatMap(({ properties, items }) => [
    ...(properties.size > 0 ? ['object'] : []),
    ...(items === undefined ? [] : ['array']),
  ])
  return implied.length > 0 ? new Set(implied) : undefined
}

/** The types that a schema allows: by `type`, else by its values, else by keywords that only one type has. */
export function allowedTypes(schema: Schema): ReadonlySet<string> | undefined {
  const values = [...(allowedValues(schema)?.values() ?? [])]
  const valueTypes = values.length > 0 ? new Set(values.map(jsonTypeOf)) : undefined
  return declaredTypes(schema) ?? valueTypes ?? impliedTypes([...schema.values()])
}

const sortValues = (values: ReadonlyMap<string, unknown>) =>
  [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)

/** What the distinct values of one keyword come to: of bounds the strictest one, else all of them. */
function combineValues(key: string, values: readonly unknown[]): unknown {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === values.length && /^(min|exclusiveMin)/.test(key))
    return numbers.reduce((a, b) => Math.max(a, b))
  if (numbers.length === values.length && /^(max|exclusiveMax)/.test(key))
    return numbers.reduce((a, b) => Math.min(a, b))
  return values.length === 1 ? values[0] : values
}

/** What a schema states of a value itself, in the words of OpenAPI 3.1 but for `nullable`. */
export function readConstraints(schema: Schema): Readonly<Record<string, unknown>> {
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

/** Whether any part states `readOnly`, or `writeOnly`. */
export const hasFlag = (schema: Schema, flag: 'readOnly' | 'writeOnly'): boolean =>
  [...schema.values()].some(({ keywords }) => keywords.get(flag)?.value === true)

/** The schemas of a property: what each part states of it, or of keys that it does not name. */
export const propertySchemas = (schema: Schema, name: string): unknown[] =>
  [...schema.values()].flatMap(({ properties, additional }) => {
    if (properties.has(name)) return [properties.get(name)]
    return additional === undefined ? [] : [additional]
  })
