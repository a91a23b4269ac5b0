import { isJsonObject, type JsonObject, toEntries, toStrings, valueAt } from '../lib/json.ts'

/** `oneOf`, `anyOf` or `discriminator.mapping`. */
export interface UnionSource {
  readonly keyword: 'oneOf' | 'anyOf' | 'mapping'
  /** The choices without null, which `isNullable` holds. */
  readonly choices: readonly unknown[]
  readonly isNullable: boolean
  readonly discriminator: JsonObject | undefined
}

/** The content of one schema object, in one form for OpenAPI 3.0 and 3.1, without defaults. */
export interface SchemaPart {
  readonly types: ReadonlySet<string> | undefined
  /** The values of `enum` or `const`, by canonical text. */
  readonly values: ReadonlyMap<string, unknown> | undefined
  readonly keywords: ReadonlyMap<string, { readonly text: string; readonly value: unknown }>
  readonly properties: ReadonlyMap<string, unknown>
  readonly required: readonly string[]
  readonly items?: unknown
  /** The schema of all other keys (JSON Schema 2020-12 core, section 10.3.2.3). */
  readonly additional?: unknown
  readonly unions: readonly UnionSource[]
  /** The number of keywords, values, properties and choices. It counts towards the limit of merge steps. */
  readonly size: number
}

/** A merged schema: every schema object that a value must satisfy, with its content. */
export type MergedSchema = ReadonlyMap<JsonObject, SchemaPart>

/** The default values of keywords (JSON Schema 2020-12 validation, sections 6, 9.3 and 9.4). */
const defaults: Readonly<Record<string, unknown>> = {
  ...{ minLength: 0, minItems: 0, minProperties: 0, minContains: 1, uniqueItems: false },
  ...{ deprecated: false, readOnly: false, writeOnly: false },
}

/** The compared keywords without a field of {@link SchemaPart}. Prose and examples are not compared. */
const comparedKeywords = [
  ...Object.keys(defaults),
  ...'format pattern multipleOf default minimum maximum maxLength maxItems'.split(' '),
  ...'exclusiveMinimum exclusiveMaximum maxProperties contentEncoding contentMediaType'.split(' '),
  // Compared as written, because our document has none of them.
  ...'not if then else contains maxContains prefixItems discriminator'.split(' '),
  ...'patternProperties propertyNames dependentRequired dependentSchemas'.split(' '),
  ...'unevaluatedItems unevaluatedProperties'.split(' '),
]
/** Keywords whose empty value requires nothing. */
const absentIfEmpty = /^(patternProperties|propertyNames|dependent|unevaluated)/

export const bounds = [
  ['minimum', 'exclusiveMinimum', 1],
  ['maximum', 'exclusiveMaximum', -1],
] as const

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
    // In OpenAPI 3.0 this keyword is a boolean that makes the other bound exclusive.
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

/** Returns whether a schema only allows null. OpenAPI 3.0 has no type for it. */
const isNull = (schema: unknown) =>
  String(valueAt(schema, 'type')) === 'null' ||
  valueAt(schema, 'const') === null ||
  canonicalJson(valueAt(schema, 'enum')) === '[null]'

export const readMapping = (discriminator: unknown): [string, unknown][] =>
  toEntries(valueAt(discriminator, 'mapping'))

/** Returns the unions of one schema object. The discriminator belongs to the first. */
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

/** Returns whether a union has one choice only. */
export const hasSingleChoice = ({ choices, discriminator }: UnionSource): boolean =>
  choices.length === 1 && readMapping(discriminator).length === 0

function readValues(part: JsonObject): readonly unknown[] | undefined {
  if ('const' in part) return [part['const']]
  const values = part['enum']
  return Array.isArray(values) ? values : undefined
}

/** Reads one schema object, without the schemas that it refers to. */
export function toPart(part: JsonObject): SchemaPart {
  const { type, additionalProperties } = part
  const types = type === undefined ? undefined : toStrings([type].flat())
  // `nullable` only has an effect beside a `type` (OpenAPI 3.0.3, Schema Object).
  const isNullable = types !== undefined && part['nullable'] === true
  const values = readValues(part)
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

/** Returns a part that also allows null. */
export function makeNullable(part: SchemaPart): SchemaPart {
  const types = part.types ?? impliedTypes([part])
  return {
    ...part,
    types: types && new Set([...types, 'null']),
    values: part.values && new Map([...part.values, ['null', null]]),
    unions: part.unions.map((union) => ({ ...union, isNullable: true })),
  }
}

/** Returns the types that the keywords of a schema without `type` imply. */
export function impliedTypes(parts: readonly SchemaPart[]): ReadonlySet<string> | undefined {
  const implied = parts.flatMap(({ properties, items }) => [
    ...(properties.size > 0 ? ['object'] : []),
    ...(items === undefined ? [] : ['array']),
  ])
  return implied.length > 0 ? new Set(implied) : undefined
}
