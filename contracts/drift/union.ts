import type { Document } from './document.ts'
import { entriesOf, isJsonObject, type JsonObject, valueAt } from './json-object.ts'
import { referenceIn, resolve } from './resolve.ts'

/** A part of a schema that says: one of these, besides. */
export interface Union {
  readonly part: JsonObject
  /** The property that tells them apart, where the document names one. */
  readonly discriminator: string | undefined
  readonly variants: ReadonlyMap<string, unknown>
}

const isNull = (schema: unknown) => valueAt(schema, 'type') === 'null'

/** What `oneOf` or `anyOf` lets choose. A choice of null is not one: it says that the value may be null (OpenAPI 3.1). */
export function choicesOf(part: JsonObject): { choices: unknown[]; orNull: boolean } {
  const all: unknown[] = [part['oneOf'], part['anyOf']].find(Array.isArray) ?? []
  const choices = all.filter((each) => !isNull(each))
  return { choices, orNull: choices.length < all.length }
}

const asReference = (value: string) =>
  value.includes('/') ? { $ref: value } : { $ref: `#/components/schemas/${value}` }

/** What tells a variant of a union without a mapping: the one value of its tag, its name, or its place. */
function tagOf(document: Document, schema: unknown, property: string, index: number): string {
  const tag = valueAt(valueAt(resolve(document, schema), 'properties'), property)
  const values = [valueAt(tag, 'const') ?? valueAt(tag, 'enum')].flat()
  const name = referenceIn(schema)?.split('/').at(-1)
  return values.length === 1 && typeof values[0] === 'string'
    ? values[0]
    : (name ?? `variant ${index + 1}`)
}

function unionOf(document: Document, part: JsonObject): Union | undefined {
  const discriminator = isJsonObject(part['discriminator']) ? part['discriminator'] : undefined
  const property = valueAt(discriminator, 'propertyName')
  const name = typeof property === 'string' ? property : undefined
  const mapping = entriesOf(valueAt(discriminator, 'mapping'))
  if (mapping.length > 0) {
    const variants = mapping.map(([tag, value]) => [tag, asReference(String(value))] as const)
    return { part, discriminator: name, variants: new Map(variants) }
  }
  const { choices } = choicesOf(part)
  if (choices.length < 2) return undefined
  const variants = choices.map(
    (each, index) => [tagOf(document, each, name ?? '', index), each] as const,
  )
  return { part, discriminator: name, variants: new Map(variants) }
}

/** The tags under which a union has one of these parts as its variant: it is the parent of them, not a choice. */
function tagsOf(document: Document, union: Union, parts: readonly JsonObject[]): string[] {
  return [...union.variants]
    .filter(([, schema]) => parts.includes(resolve(document, schema)))
    .map(([tag]) => tag)
}

/** What the unions among the parts of a schema say of it. */
export interface Unions {
  /** The one whose variants it has. */
  readonly union: Union | undefined
  /** What those say whose variant it is itself: MongoDB writes a variant as `allOf` of its own parent. */
  readonly tags: readonly JsonObject[]
}

/** Finds the unions among the parts of a schema. */
export function unionsIn(document: Document, parts: readonly JsonObject[]): Unions {
  const tags: JsonObject[] = []
  let union: Union | undefined
  for (const part of parts) {
    const found = unionOf(document, part)
    if (found === undefined) continue
    const own = tagsOf(document, found, parts)
    if (own.length === 0) union ??= found
    else if (found.discriminator)
      tags.push({ properties: { [found.discriminator]: { enum: own } } })
  }
  return { union, tags }
}
