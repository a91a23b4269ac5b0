import { type Constraints, constraintsOf } from './constraints.ts'
import type { Document } from './document.ts'
import { DriftError } from './drift-error.ts'
import { entriesOf, type JsonObject, stringsOf } from './json-object.ts'
import { referenceIn, resolve } from './resolve.ts'
import { choicesOf, type Union, unionsIn } from './union.ts'

/** A schema with its references followed and its parts (`allOf`) put together. */
export interface WholeSchema {
  /** The objects of the document that it is made of. */
  readonly parts: readonly JsonObject[]
  readonly constraints: Constraints
  /** A property that several parts speak of is all of what they say. */
  readonly properties: ReadonlyMap<string, unknown>
  readonly required: ReadonlySet<string>
  readonly items: unknown
  /** What any other key of an object holds. */
  readonly additional: unknown
  /** What it is one of besides. */
  readonly union: Union | undefined
}

const deepest = 100

interface Gathering {
  readonly document: Document
  readonly seen: Set<JsonObject>
  orNull: boolean
}

/** What stands beside a `$ref` counts too since OpenAPI 3.1. */
function besideReference(schema: unknown): JsonObject[] {
  if (referenceIn(schema) === undefined) return []
  const { $ref: _, description: _prose, summary: _words, ...rest } = Object(schema)
  return Object.keys(rest).length > 0 ? [rest] : []
}

/** What a schema is made of, the most general first; a part that leads back to itself adds nothing. */
function gather(gathering: Gathering, schema: unknown, depth = 0): JsonObject[] {
  const { document } = gathering
  if (depth > deepest) throw new DriftError(`${document.name}: allOf nested deeper than ${deepest}`)
  const part = resolve(document, schema)
  if (gathering.seen.has(part)) return []
  gathering.seen.add(part)
  const { choices, orNull } = choicesOf(part)
  if (orNull) gathering.orNull = true
  const { allOf } = part
  const inner = [...(Array.isArray(allOf) ? allOf : []), ...(choices.length === 1 ? choices : [])]
  return [
    ...inner.flatMap((each) => gather(gathering, each, depth + 1)),
    part,
    ...besideReference(schema),
  ]
}

function propertiesOf(parts: readonly JsonObject[]): ReadonlyMap<string, unknown> {
  const properties = new Map<string, unknown[]>()
  for (const [name, schema] of parts.flatMap((part) => entriesOf(part['properties']))) {
    properties.set(name, [...(properties.get(name) ?? []), schema])
  }
  const one = (schemas: unknown[]) => (schemas.length === 1 ? schemas[0] : { allOf: schemas })
  return new Map([...properties].map(([name, schemas]) => [name, one(schemas)]))
}

/** A variant is all of what is said beside the union, of itself, and of what its tag says. */
function withVariants(union: Union, parts: readonly JsonObject[]): Union {
  const { discriminator: _, oneOf: _one, anyOf: _any, nullable: _null, ...own } = union.part
  const beside = [own, ...parts.filter((part) => part !== union.part)]
  const variants = [...union.variants].map(([tag, schema]) => {
    const tagged = union.discriminator
      ? [{ properties: { [union.discriminator]: { enum: [tag] } } }]
      : []
    return [tag, { allOf: [...beside, schema, ...tagged] }] as const
  })
  return { ...union, variants: new Map(variants) }
}

/**
 * Puts a schema together.
 *
 * @throws DriftError where a reference in it leads nowhere
 */
export function wholeSchema(document: Document, schema: unknown): WholeSchema {
  const gathering: Gathering = { document, seen: new Set(), orNull: false }
  const parts = gather(gathering, schema)
  const { union, tags } = unionsIn(document, parts)
  const said = [...parts, ...tags]
  const constraints = constraintsOf(said)
  const last = (key: string) => parts.findLast((part) => typeof part[key] === 'object')?.[key]
  return {
    parts,
    constraints: gathering.orNull ? { ...constraints, nullable: true } : constraints,
    properties: propertiesOf(said),
    required: new Set(parts.flatMap((part) => stringsOf(part['required']))),
    items: last('items'),
    additional: last('additionalProperties'),
    union: union && withVariants(union, parts),
  }
}
