import type { OpenAPI3, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { getSchema, isReference, refName } from './document.ts'

/** The keywords that validators use. Descriptions and examples are dropped to keep bundles small. */
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

/** Keywords that do not constrain a value, or that {@link normalizeSchema} translates. */
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

/** Throws for a keyword that validators ignore, because the generated types would promise more than they check. */
function assertSupportedKeywords(schema: SchemaObject): void {
  const supportedKeywords: readonly string[] = [...validationKeywords, ...handledKeywords]
  const unsupportedKeyword = Object.keys(schema).find(
    (key) => !supportedKeywords.includes(key) && !key.startsWith('x-'),
  )
  if (unsupportedKeyword !== undefined || Reflect.get(schema, 'additionalProperties') === false) {
    throw new Error(
      `openapi.yaml: ${unsupportedKeyword}: unsupported keyword; see schema-validator.ts`,
    )
  }
}

/** Translates `type: [T, null]` to `type: T, nullable: true`. */
function toNullableType({ type }: SchemaObject): object {
  if (!Array.isArray(type)) return {}
  const [singleType, ...otherTypes] = type.filter((typeName) => typeName !== 'null')
  if (singleType === undefined || otherTypes.length > 0)
    throw new Error(
      `openapi.yaml: type: [${type.join(', ')}]: expected one type, or one type and null`,
    )
  return { type: singleType, nullable: true }
}

/** A reference to a generated constant, which {@link toSource} prints as an identifier. */
class Constant {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Returns the constant of a referenced schema. */
export function toConstant(reference: ReferenceObject): Constant {
  return new Constant(refName(reference))
}

/** Prints a value as TypeScript. */
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

/** Translates a schema to the form that validators use. References become constants. */
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
    // Atlas sends keys in alphabetical order, and servers send them in the order of the schema.
    const properties = Object.entries(schema.properties)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, normalizeSchema(value)])
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

/** Returns the names of the schemas, each after those that it references. */
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

/** Returns the type annotation and the assertion of a constant. A schema with references needs an annotation. */
function typeSuffixes({ type, discriminator }: SchemaObject): readonly [string, string] {
  if (discriminator?.mapping !== undefined) return [': UnionSchema', '']
  return [type ?? []].flat().includes('object') ? [': ObjectSchema', ''] : ['', ' as const']
}

/** Generates one constant per named schema, so that bundlers can drop unused schemas. */
export function generateSchemas(document: OpenAPI3): string {
  const constants = sortTopologically(document).map((name) => {
    const schema = getSchema(document, name)
    const [annotation, assertion] = typeSuffixes(schema)
    return `export const ${name}${annotation} = ${toSource(normalizeSchema(schema))}${assertion}`
  })
  return [`import type { ObjectSchema, UnionSchema } from './schema.ts'`, ...constants].join('\n\n')
}
