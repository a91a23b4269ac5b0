import type { OpenAPI3, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { getSchema, isReference, refName } from './document.ts'

/** What a validator needs of a schema. Prose and examples stay behind: they would only make every bundle larger. */
const validationKeywords = [
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

/** What says nothing of a value, or is read besides {@link validationKeywords}. */
const handledKeywords = [
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
function assertSupportedKeywords(schema: SchemaObject): void {
  const supportedKeywords: readonly string[] = [...validationKeywords, ...handledKeywords]
  const unsupportedKeyword = Object.keys(schema).find(
    (key) => !supportedKeywords.includes(key) && !key.startsWith('x-'),
  )
  if (unsupportedKeyword !== undefined || Reflect.get(schema, 'additionalProperties') === false) {
    throw new Error(
      `openapi.yaml: ${unsupportedKeyword}: no validator reads it; see schema-validator.ts`,
    )
  }
}

/** A type that may be null besides, as the validators have it. */
function toNullableType({ type }: SchemaObject): object {
  if (!Array.isArray(type)) return {}
  const [singleType, ...otherTypes] = type.filter((typeName) => typeName !== 'null')
  if (singleType === undefined || otherTypes.length > 0)
    throw new Error(`openapi.yaml: type: [${type.join(', ')}]: expected one, or one and null`)
  return { type: singleType, nullable: true }
}

/** Stands for a constant of the generated schemas in what {@link toSource} prints. */
class Constant {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** What stands for a named schema. */
export function toConstant(reference: ReferenceObject): Constant {
  return new Constant(refName(reference))
}

/** A value as TypeScript. */
export function toSource(value: unknown): string {
  const names: string[] = []
  const json = JSON.stringify(
    value,
    (_, member: unknown) =>
      member instanceof Constant ? `\0${names.push(member.name) - 1}` : member,
    2,
  )
  return json.replace(/"\\u0000(\d+)"/g, (_, index: string) => names[Number(index)] ?? '')
}

/** A schema as the validators have it; those that it refers to are constants of their own. */
export function normalizeSchema(schema: SchemaObject | ReferenceObject): unknown {
  if (isReference(schema)) return toConstant(schema)
  if (schema.discriminator?.mapping !== undefined) return normalizeUnion(schema.discriminator)
  assertSupportedKeywords(schema)
  const keywords = {
    ...Object.fromEntries(
      validationKeywords.flatMap((key) => (key in schema ? [[key, Reflect.get(schema, key)]] : [])),
    ),
    ...toNullableType(schema),
  }
  if ('properties' in schema && schema.properties) {
    const properties = Object.entries(schema.properties).map(([key, value]) => [
      key,
      normalizeSchema(value),
    ])
    return {
      ...keywords,
      required: schema.required ?? [],
      properties: Object.fromEntries(properties),
    }
  }
  if ('items' in schema && schema.items && !Array.isArray(schema.items)) {
    return { ...keywords, items: normalizeSchema(schema.items) }
  }
  return keywords
}

function normalizeUnion({ propertyName, mapping }: NonNullable<SchemaObject['discriminator']>) {
  const variants = Object.entries(mapping ?? {}).map(([value, $ref]) => [
    value,
    toConstant({ $ref }),
  ])
  return { discriminator: propertyName, variants: Object.fromEntries(variants) }
}

/** The names of schemas, each after those that it refers to. */
function sortTopologically(document: OpenAPI3): string[] {
  const sortedNames = new Set<string>()
  const visit = (name: string) => {
    const text = JSON.stringify([getSchema(document, name)])
    for (const [, dependency = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (dependency !== name) visit(dependency)
    }
    sortedNames.add(name)
  }
  for (const name of Object.keys(document.components?.schemas ?? {})) visit(name)
  return [...sortedNames]
}

/** What is written after the name and after the value of a constant: a schema that refers to others needs a type. */
function typeSuffixes({ type, discriminator }: SchemaObject): readonly [string, string] {
  if (discriminator?.mapping !== undefined) return [': UnionSchema', '']
  return [type ?? []].flat().includes('object') ? [': ObjectSchema', ''] : ['', ' as const']
}

/** Makes one constant a named schema, so that a bundler drops those which nothing reads. */
export function generateSchemas(document: OpenAPI3): string {
  const constants = sortTopologically(document).map((name) => {
    const schema = getSchema(document, name)
    const [annotation, assertion] = typeSuffixes(schema)
    return `export const ${name}${annotation} = ${toSource(normalizeSchema(schema))}${assertion}`
  })
  return [`import type { ObjectSchema, UnionSchema } from './schema.ts'`, ...constants].join('\n\n')
}
