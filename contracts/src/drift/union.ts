import { type JsonObject, valueAt } from '../lib/json.ts'
import { getReference, resolveReference } from './document.ts'
import { allowedValues, openUnionSources, propertySchemas, type SchemaMerger } from './schema.ts'
import { type MergedSchema, readMapping, type UnionSource } from './schema-part.ts'

/** One of the schemas that a value may satisfy. */
interface Variant {
  /** The tag. Duplicate names get a number. */
  readonly name: string
  /** The value of the discriminator. */
  readonly tag: string | undefined
  readonly schema: unknown
  /** The keyword that lacks this variant. */
  readonly missingFrom?: UnionSource['keyword']
}

/** The variants of a schema and the property that distinguishes them. */
export interface Union {
  readonly source: UnionSource
  readonly discriminator: string | undefined
  readonly variants: readonly Variant[]
}

const toReference = (value: string) =>
  value.includes('/') ? { $ref: value } : { $ref: `#/components/schemas/${value}` }

/** Returns the only value that a schema allows for the discriminator. */
function findSingleTag(
  merger: SchemaMerger,
  schema: unknown,
  property: string,
): string | undefined {
  const [value, ...others] =
    allowedValues(merger.merge(propertySchemas(merger.merge([schema]), property)))?.values() ?? []
  return typeof value === 'string' && others.length === 0 ? value : undefined
}

/** Returns the variants with distinct names. */
function withDistinctNames(variants: readonly Variant[]): Variant[] {
  const counts = new Map<string, number>()
  return variants.map((variant) => {
    const count = (counts.get(variant.name) ?? 0) + 1
    counts.set(variant.name, count)
    return count === 1 ? variant : { ...variant, name: `${variant.name} #${count}` }
  })
}

/**
 * Reads a union. Its variants are the choices and the other entries of the mapping. A choice without an entry has its
 * schema name as its tag (OpenAPI 3.1, Discriminator Object).
 */
function readUnion(merger: SchemaMerger, source: UnionSource): Union {
  const { keyword } = source
  const property = valueAt(source.discriminator, 'propertyName')
  const discriminator = typeof property === 'string' ? property : undefined
  const resolveTarget = ({ schema }: Pick<Variant, 'schema'>) =>
    resolveReference(merger.document, schema)
  const mapping = readMapping(source.discriminator).map(
    ([tag, value]): Variant => ({ name: tag, tag, schema: toReference(String(value)) }),
  )
  const choices = source.choices.map((schema, index) => ({ schema, position: index + 1 }))
  const mappingTargets = new Set(mapping.map(resolveTarget))
  const choiceTargets = new Set(choices.map(resolveTarget))
  const isChoice = (variant: Variant) =>
    keyword === 'mapping' || choiceTargets.has(resolveTarget(variant))
  const choicesWithoutMapping = choices
    .filter((choice) => !mappingTargets.has(resolveTarget(choice)))
    .map(({ schema, position }): Variant => {
      const name = getReference(schema)?.split('/').at(-1)
      const tag = discriminator && (findSingleTag(merger, schema, discriminator) ?? name)
      // Without a mapping, the schema name of each choice is its tag.
      const isImplicit = discriminator === undefined || (mapping.length === 0 && tag === name)
      const variant = { name: tag ?? name ?? `variant ${position}`, tag, schema }
      return isImplicit ? variant : { ...variant, missingFrom: 'mapping' }
    })
  const mappingWithoutChoice = mapping
    .filter((variant) => !isChoice(variant))
    .map((variant): Variant => ({ ...variant, missingFrom: keyword }))
  const variants = [...mapping.filter(isChoice), ...choicesWithoutMapping, ...mappingWithoutChoice]
  return { source, discriminator, variants: withDistinctNames(variants) }
}

/** Returns a schema that limits the discriminator to some values. */
export const tagSchema = (property: string, tags: readonly string[]): JsonObject => ({
  properties: { [property]: { enum: tags } },
})

const toSortKey = ({ discriminator, variants }: Union) =>
  [discriminator === undefined ? 1 : 0, ...variants.map(({ name }) => name).toSorted()].join(' ')

/**
 * Reads the unions of a schema, in an order that does not depend on the spelling of the document.
 *
 * MongoDB writes a variant as `allOf` of its parent, and the union of the parent contains the variant. Such a union is
 * not in `unions`. Instead, `tags` has a schema that requires the tag of the variant.
 */
export function readUnions(
  merger: SchemaMerger,
  schema: MergedSchema,
): { unions: readonly Union[]; tags: readonly JsonObject[] } {
  const unionsWithIncluded = openUnionSources(schema).map((source) => {
    const union = readUnion(merger, source)
    const isIncluded = (variant: Variant) =>
      schema.has(resolveReference(merger.document, variant.schema))
    return { union, included: union.variants.filter(isIncluded) }
  })
  const unions = unionsWithIncluded
    .filter(({ included }) => included.length === 0)
    .map(({ union }) => union)
  return {
    unions: unions.toSorted((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1)),
    tags: unionsWithIncluded.flatMap(({ union: { discriminator }, included }) => {
      const tags = included.flatMap(({ tag }) => tag ?? [])
      return discriminator !== undefined && tags.length > 0 ? [tagSchema(discriminator, tags)] : []
    }),
  }
}
