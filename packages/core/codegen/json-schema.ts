import type { OpenAPI3, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { getSchema, isReference, refName } from './document.ts'

/** Where a schema stands, and what is found on the way through it. */
interface TranslationContext {
  readonly document: OpenAPI3
  /** The provider that unions are narrowed to; all of them where it is absent. */
  readonly provider: string | undefined
  /** The names of the schemas that are referred to. */
  readonly referencedNames: Set<string>
}

/** The name that a reference ends at: of a union that is narrowed, the variant of the provider. */
function resolveRefName(
  reference: ReferenceObject,
  { document, provider }: TranslationContext,
): string {
  const name = refName(reference)
  const variant = provider && getSchema(document, name).discriminator?.mapping?.[provider]
  return variant ? refName({ $ref: variant }) : name
}

/** A keyword of OpenAPI 3.1 as JSON Schema has it; what only OpenAPI knows is left out. */
function translateKeyword(
  key: string,
  value: unknown,
  context: TranslationContext,
): [string, unknown][] {
  if (key === 'discriminator' || key.startsWith('x-')) return []
  if (key === 'enum' && Array.isArray(value) && value.length === 1) return [['const', value[0]]]
  if (key === 'properties' && typeof value === 'object' && value !== null) {
    const properties = Object.entries(value).map(([name, propertySchema]) => [
      name,
      translate(propertySchema, context),
    ])
    return [[key, Object.fromEntries(properties)]]
  }
  if (key === 'items') return [[key, translate(value, context)]]
  if (/^(allOf|anyOf|oneOf)$/.test(key) && Array.isArray(value)) {
    return [[key, value.map((subschema) => translate(subschema, context))]]
  }
  return [[key, value]]
}

function translate(schema: unknown, context: TranslationContext): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  if (isReference(schema)) {
    const name = resolveRefName(schema, context)
    context.referencedNames.add(name)
    return { $ref: `#/$defs/${name}` }
  }
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => translateKeyword(key, value, context)),
  )
}

/** The definitions that a walk has found, and those which these refer to. A set gives out what is added to it meanwhile. */
function collectDefinitions(context: TranslationContext): Record<string, unknown> {
  const entries: [string, unknown][] = []
  for (const name of context.referencedNames)
    entries.push([name, translate(getSchema(context.document, name), context)])
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a schema is called, and which part of it is meant. */
export interface JsonSchemaMetadata {
  readonly $id: string
  readonly title: string
  /** The provider that unions are narrowed to. */
  readonly provider?: string | undefined
}

/** A schema of the document as a JSON Schema of draft 2020-12 that stands for itself. */
export function toJsonSchema(
  document: OpenAPI3,
  reference: ReferenceObject,
  { $id, title, provider }: JsonSchemaMetadata,
): object {
  const context: TranslationContext = { document, provider, referencedNames: new Set() }
  const root = translate(getSchema(document, resolveRefName(reference, context)), context)
  const $defs = collectDefinitions(context)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id,
    title,
    ...Object(root),
    ...(Object.keys($defs).length > 0 && { $defs }),
  }
}

/** The providers whose buckets a body can be of, or, of a page, can hold. */
export function listProviders(
  document: OpenAPI3,
  schema: SchemaObject | ReferenceObject | undefined,
): string[] {
  if (schema === undefined) return []
  if (isReference(schema)) return listProviders(document, getSchema(document, refName(schema)))
  if (schema.discriminator?.mapping) return Object.keys(schema.discriminator.mapping)
  if (!('properties' in schema) || !schema.properties) return []
  const { cloudProvider, results } = schema.properties
  if (cloudProvider && 'enum' in cloudProvider) return (cloudProvider.enum ?? []).map(String)
  if (!results || !('items' in results) || Array.isArray(results.items)) return []
  return listProviders(document, results.items)
}
