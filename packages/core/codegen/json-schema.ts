import type { OpenAPI3, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { isReference, nameOf, schemaNamed } from './document.ts'

/** Where a schema stands, and what is found on the way through it. */
interface Walk {
  readonly document: OpenAPI3
  /** The provider that unions are narrowed to; all of them where it is absent. */
  readonly provider: string | undefined
  /** The names of the schemas that are referred to. */
  readonly found: Set<string>
}

/** The name that a reference ends at: of a union that is narrowed, the variant of the provider. */
function nameAt(reference: ReferenceObject, { document, provider }: Walk): string {
  const name = nameOf(reference)
  const variant = provider && schemaNamed(document, name).discriminator?.mapping?.[provider]
  return variant ? nameOf({ $ref: variant }) : name
}

/** A keyword of OpenAPI 3.1 as JSON Schema has it; what only OpenAPI knows is left out. */
function keyword(key: string, value: unknown, walk: Walk): [string, unknown][] {
  if (key === 'discriminator' || key.startsWith('x-')) return []
  if (key === 'enum' && Array.isArray(value) && value.length === 1) return [['const', value[0]]]
  if (key === 'properties' && typeof value === 'object' && value !== null) {
    const properties = Object.entries(value).map(([name, each]) => [name, translate(each, walk)])
    return [[key, Object.fromEntries(properties)]]
  }
  if (key === 'items') return [[key, translate(value, walk)]]
  if (/^(allOf|anyOf|oneOf)$/.test(key) && Array.isArray(value)) {
    return [[key, value.map((each) => translate(each, walk))]]
  }
  return [[key, value]]
}

function translate(schema: unknown, walk: Walk): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  if (isReference(schema)) {
    const name = nameAt(schema, walk)
    walk.found.add(name)
    return { $ref: `#/$defs/${name}` }
  }
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => keyword(key, value, walk)),
  )
}

/** The definitions that a walk has found, and those which these refer to. A set gives out what is added to it meanwhile. */
function definitions(walk: Walk): Record<string, unknown> {
  const found: [string, unknown][] = []
  for (const name of walk.found)
    found.push([name, translate(schemaNamed(walk.document, name), walk)])
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a schema is called, and which part of it is meant. */
export interface Naming {
  readonly $id: string
  readonly title: string
  /** The provider that unions are narrowed to. */
  readonly provider?: string | undefined
}

/** A schema of the document as a JSON Schema of draft 2020-12 that stands for itself. */
export function jsonSchema(
  document: OpenAPI3,
  reference: ReferenceObject,
  { $id, title, provider }: Naming,
): object {
  const walk: Walk = { document, provider, found: new Set() }
  const root = translate(schemaNamed(document, nameAt(reference, walk)), walk)
  const $defs = definitions(walk)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id,
    title,
    ...Object(root),
    ...(Object.keys($defs).length > 0 && { $defs }),
  }
}

/** The providers whose buckets a body can be of, or, of a page, can hold. */
export function providersOf(
  document: OpenAPI3,
  schema: SchemaObject | ReferenceObject | undefined,
): string[] {
  if (schema === undefined) return []
  if (isReference(schema)) return providersOf(document, schemaNamed(document, nameOf(schema)))
  if (schema.discriminator?.mapping) return Object.keys(schema.discriminator.mapping)
  if (!('properties' in schema) || !schema.properties) return []
  const { cloudProvider, results } = schema.properties
  if (cloudProvider && 'enum' in cloudProvider) return (cloudProvider.enum ?? []).map(String)
  if (!results || !('items' in results) || Array.isArray(results.items)) return []
  return providersOf(document, results.items)
}
