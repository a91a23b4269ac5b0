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
  'additionalProperties',
] as const

/** What says nothing of a value, or is read besides {@link kept}. */
const otherwiseRead = [
  'properties',
  'required',
  'items',
  'description',
  'summary',
  'title',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
]

/** What validators would not see is no part of the document, or they and the types would tell different things. */
function assertReadable(schema: SchemaObject): void {
  const known: readonly string[] = [...kept, ...otherwiseRead]
  const unread = Object.keys(schema).find((key) => !known.includes(key) && !key.startsWith('x-'))
  if (unread !== undefined || Reflect.get(schema, 'additionalProperties') === false) {
    throw new Error(`openapi.yaml: ${unread}: no validator reads it; see shape.ts`)
  }
}

/** A type that may be null besides, as the validators have it. */
function nullable({ type }: SchemaObject): object {
  if (!Array.isArray(type)) return {}
  const [one, ...others] = type.filter((each) => each !== 'null')
  if (one === undefined || others.length > 0)
    throw new Error(`openapi.yaml: type: [${type.join(', ')}]: expected one, or one and null`)
  return { type: one, nullable: true }
}

/** Stands for a constant of the generated schemas in what {@link source} prints. */
class Constant {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** What stands for a named schema. */
export function constantOf(reference: ReferenceObject): Constant {
  return new Constant(nameOf(reference))
}

/** A value as TypeScript. */
export function source(value: unknown): string {
  const names: string[] = []
  const json = JSON.stringify(
    value,
    (_, each: unknown) => (each instanceof Constant ? `\0${names.push(each.name) - 1}` : each),
    2,
  )
  return json.replace(/"\\u0000(\d+)"/g, (_, index: string) => names[Number(index)] ?? '')
}

/** A schema as the validators have it; those that it refers to are constants of their own. */
export function simplify(schema: SchemaObject | ReferenceObject): unknown {
  if (isReference(schema)) return constantOf(schema)
  if (schema.discriminator?.mapping !== undefined) return union(schema.discriminator)
  assertReadable(schema)
  const simple = {
    ...Object.fromEntries(
      kept.flatMap((key) => (key in schema ? [[key, Reflect.get(schema, key)]] : [])),
    ),
    ...nullable(schema),
  }
  if ('properties' in schema && schema.properties) {
    const properties = Object.entries(schema.properties).map(([key, value]) => [
      key,
      simplify(value),
    ])
    return {
      ...simple,
      required: schema.required ?? [],
      properties: Object.fromEntries(properties),
    }
  }
  if ('items' in schema && schema.items && !Array.isArray(schema.items)) {
    return { ...simple, items: simplify(schema.items) }
  }
  return simple
}

function union({ propertyName, mapping }: NonNullable<SchemaObject['discriminator']>) {
  const variants = Object.entries(mapping ?? {}).map(([value, $ref]) => [
    value,
    constantOf({ $ref }),
  ])
  return { discriminator: propertyName, variants: Object.fromEntries(variants) }
}

/** The names of schemas, each after those that it refers to. */
function inOrder(document: OpenAPI3): string[] {
  const ordered = new Set<string>()
  const add = (name: string) => {
    const text = JSON.stringify([schemaNamed(document, name)])
    for (const [, other = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (other !== name) add(other)
    }
    ordered.add(name)
  }
  for (const name of Object.keys(document.components?.schemas ?? {})) add(name)
  return [...ordered]
}

/** What is written after the name and after the value of a constant: a schema that refers to others needs a type. */
function typing({ type, discriminator }: SchemaObject): readonly [string, string] {
  if (discriminator?.mapping !== undefined) return [': UnionSchema', '']
  return [type ?? []].flat().includes('object') ? [': ObjectSchema', ''] : ['', ' as const']
}

/** Makes one constant a named schema, so that a bundler drops those which nothing reads. */
export function generateSchemas(document: OpenAPI3): string {
  const constants = inOrder(document).map((name) => {
    const schema = schemaNamed(document, name)
    const [before, after] = typing(schema)
    return `export const ${name}${before} = ${source(simplify(schema))}${after}`
  })
  return [`import type { ObjectSchema, UnionSchema } from './schema.ts'`, ...constants].join('\n\n')
}
