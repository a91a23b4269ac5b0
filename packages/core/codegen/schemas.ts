import type { OpenAPI3, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { isReference, nameOf, schemaNamed } from './document.ts'

/** What a validator needs of a schema. Prose and examples stay behind: they would only make every bundle larger. */
const kept = [
  'type',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'default',
] as const

/** A type that may be null besides, as the validators have it. */
function nullable({ type }: SchemaObject): object {
  if (!Array.isArray(type)) return {}
  const [one, ...others] = type.filter((each) => each !== 'null')
  if (one === undefined || others.length > 0)
    throw new Error(`openapi.yaml: type: [${type.join(', ')}]: expected one, or one and null`)
  return { type: one, nullable: true }
}

/** @internal */
export function simplify(document: OpenAPI3, schema: SchemaObject | ReferenceObject): unknown {
  if (isReference(schema)) return simplify(document, schemaNamed(document, nameOf(schema)))
  if (schema.discriminator?.mapping !== undefined) return union(document, schema.discriminator)
  const simple = {
    ...Object.fromEntries(
      kept.flatMap((key) => (key in schema ? [[key, Reflect.get(schema, key)]] : [])),
    ),
    ...nullable(schema),
  }
  if ('properties' in schema && schema.properties) {
    const properties = Object.entries(schema.properties).map(([key, value]) => [
      key,
      simplify(document, value),
    ])
    return {
      ...simple,
      required: schema.required ?? [],
      properties: Object.fromEntries(properties),
    }
  }
  if ('items' in schema && schema.items && !Array.isArray(schema.items)) {
    return { ...simple, items: simplify(document, schema.items) }
  }
  return simple
}

function union(
  document: OpenAPI3,
  { propertyName, mapping }: NonNullable<SchemaObject['discriminator']>,
) {
  const variants = Object.entries(mapping ?? {}).map(([value, $ref]) => [
    value,
    simplify(document, { $ref }),
  ])
  return { discriminator: propertyName, variants: Object.fromEntries(variants) }
}

/** Makes one constant a named schema, so that a bundler drops those which nothing reads. */
export function generateSchemas(document: OpenAPI3): string {
  return Object.entries(document.components?.schemas ?? {})
    .map(
      ([name, schema]) =>
        `export const ${name} = ${JSON.stringify(simplify(document, schema), null, 2)} as const`,
    )
    .join('\n\n')
}
