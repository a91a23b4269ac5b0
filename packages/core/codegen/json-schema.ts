import type { OpenAPI3, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { isProviderProperty } from '../src/provider-property.ts'
import { getSchema, isReference, refName } from './document.ts'

/** The state of one translation. */
interface TranslationContext {
  readonly document: OpenAPI3
  /** The provider that unions are narrowed to; `undefined` keeps every variant. */
  readonly provider: string | undefined
  /** The names of the referenced schemas. */
  readonly referencedNames: Set<string>
}

/** Returns the name of a referenced schema. For a narrowed union, this is the provider's variant. */
function resolveRefName(
  reference: ReferenceObject,
  { document, provider }: TranslationContext,
): string {
  const name = refName(reference)
  const variant = provider && getSchema(document, name).discriminator?.mapping?.[provider]
  return variant ? refName({ $ref: variant }) : name
}

/** Translates a keyword of OpenAPI 3.1 to JSON Schema, and drops those that JSON Schema lacks. */
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

/** Collects `$defs` transitively: iterating a `Set` visits items that are added during the iteration. */
function collectDefinitions(context: TranslationContext): Record<string, unknown> {
  const entries: [string, unknown][] = []
  for (const name of context.referencedNames)
    entries.push([name, translate(getSchema(context.document, name), context)])
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The identity of a JSON Schema, and its provider. */
export interface JsonSchemaMetadata {
  readonly $id: string
  readonly title: string
  /** The provider that unions are narrowed to; `undefined` keeps every variant. */
  readonly provider?: string | undefined
}

/** Translates a schema of the document to a self-contained JSON Schema (draft 2020-12). */
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

/**
 * Lists the providers of the buckets or roles that a body can contain. Returns an empty array for a body whose schema does
 * not depend on a provider.
 */
export function listProviders(
  document: OpenAPI3,
  schema: SchemaObject | ReferenceObject | undefined,
): string[] {
  if (schema === undefined) return []
  if (isReference(schema)) return listProviders(document, getSchema(document, refName(schema)))
  const { propertyName = '', mapping = {} } = schema.discriminator ?? {}
  if (isProviderProperty(propertyName)) return Object.keys(mapping)
  if (!('properties' in schema) || !schema.properties) return []
  const { cloudProvider, results } = schema.properties
  if (cloudProvider && 'enum' in cloudProvider) return (cloudProvider.enum ?? []).map(String)
  if (!results || !('items' in results) || Array.isArray(results.items)) return []
  return listProviders(document, results.items)
}
