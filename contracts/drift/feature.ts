import { isDeepStrictEqual } from 'node:util'
import { DriftError } from './drift-error.ts'
import type { JsonObject } from './json-object.ts'
import {
  constraintsOf,
  hasFlag,
  propertyOf,
  type Schema,
  type SchemaMerger,
  statedTypes,
  typesOf,
  withUnions,
} from './schema.ts'
import { tagSchema, type Union, unionsOf } from './union.ts'

/** What kind of thing a feature is. */
export type Part = 'date' | 'operation' | 'parameter' | 'status' | 'header' | 'request' | 'response'

/** A step into a body. */
export interface Step {
  readonly kind: 'property' | 'items' | 'variant'
  /** Of a property its name, of a variant its tag; `[]` for what an array holds, `*` for any other key. */
  readonly name: string
}

/** Where a document states something. */
export interface Location {
  readonly part: Part
  /** Atlas's id of the operation in our document; empty for what concerns all of them. */
  readonly operationId: string
  /** The resource version, or the media type where it has none. */
  readonly version?: string
  readonly status?: string
  /** Of a parameter or header: its name. */
  readonly name?: string
  readonly steps: readonly Step[]
  /** What leads here, outermost first. It identifies the location. */
  readonly path: readonly string[]
}

/**
 * One thing that a document describes, and what it states of it. The features of an operation are its canonical form:
 * documents that mean the same have the same ones, whatever their version of OpenAPI, `$ref`s and `allOf`s.
 */
export interface Feature {
  readonly location: Location
  readonly aspects: Readonly<Record<string, unknown>>
}

/** The location of an operation, or of a parameter, header or body of it. */
export const locate = (
  part: Part,
  path: readonly string[],
  rest: Partial<Location> = {},
): Location => ({ part, operationId: path[0] ?? '', steps: [], path, ...rest })

/** The steps into a body as one text: `results[].AZURE.serviceUrl`. */
function stepsText(steps: readonly Step[]): string {
  const texts = steps.map(({ kind, name }) => `${kind === 'items' ? '' : '.'}${name}`)
  return texts.join('').replace(/^\./, '')
}

/** A location as a text, which patterns of accepted differences match. */
export function locationText({ path, steps }: Location): string {
  return [...path.slice(0, path.length - steps.length), stepsText(steps)].filter(Boolean).join(' ')
}

function descend(location: Location, step: Step): Location {
  return {
    ...location,
    steps: [...location.steps, step],
    path: [...location.path, `${step.kind} ${step.name}`],
  }
}

const maxFields = 20_000
const maxDepth = 100
/** In characters, of all names that lead to a field: each field is identified by them. */
const maxPath = 5_000

interface Walk {
  readonly merger: SchemaMerger
  /** Fields with this keyword are not part of the body: `readOnly` ones of a request, `writeOnly` ones of a response. */
  readonly omitted: 'readOnly' | 'writeOnly'
  readonly features: Feature[]
  /** A number for each object of the document. */
  readonly ids: Map<JsonObject, number>
}

/** Identifies a schema by the objects of the document that it is merged from. */
function identityOf({ ids }: Walk, schema: Schema): string {
  for (const object of schema.keys()) if (!ids.has(object)) ids.set(object, ids.size)
  return [...schema.keys()]
    .map((object) => ids.get(object))
    .toSorted()
    .join()
}

function unionAspects(merger: SchemaMerger, schema: Schema, union: Union): Feature['aspects'] {
  const { source, discriminator, variants } = union
  const ofTag = propertyOf(schema, discriminator ?? '')
  const { enum: values } = constraintsOf(merger.merge(ofTag))
  const tags = variants.flatMap(({ tag }) => tag ?? []).toSorted()
  return {
    variants: discriminator ?? source.keyword,
    // The values that the discriminator may have, unless they are those of the variants.
    ...(values !== undefined && !isDeepStrictEqual(values, tags) && { values }),
  }
}

/** What is stated of a value that is one of several variants: each variant has a type of its own. */
function constraintsBesideVariants(schema: Schema, unions: readonly Union[]) {
  const { type: _type, nullable: _nullable, ...constraints } = constraintsOf(schema)
  const isNullable = statedTypes(schema)?.has('null') ?? unions.every(({ source }) => source.orNull)
  return { ...constraints, ...(isNullable && { nullable: true }) }
}

/** A schema within another one, and what that states of it. */
interface Child {
  readonly step: Step
  readonly schema: Schema
  readonly aspects?: Feature['aspects']
}

/** Each variant, which also satisfies what is stated beside the union. */
function variantsOf(
  merger: SchemaMerger,
  schema: Schema,
  { discriminator, variants }: Union,
  others: readonly Union[],
): Child[] {
  const base = withUnions(
    schema,
    others.map(({ source }) => source),
  )
  return variants.map(({ name, tag, missingFrom, schema: variant }) => {
    const isTagged = discriminator !== undefined && tag !== undefined
    const schemas = isTagged ? [variant, tagSchema(discriminator, [tag])] : [variant]
    return {
      step: { kind: 'variant', name },
      schema: merger.merge(schemas, base),
      aspects: missingFrom ? { missingFrom } : {},
    }
  })
}

/** What an object's keys must satisfy that are not described, by each part that states it. */
const additionalOf = (schema: Schema) =>
  [...schema.values()].flatMap(({ additional }) => (additional === undefined ? [] : [additional]))

/** The fields of an object, what its other keys hold, and the items of an array. */
function childrenOf({ merger, omitted }: Walk, schema: Schema): Child[] {
  const parts = [...schema.values()]
  const required = new Set(parts.flatMap((part) => part.required))
  // A field may be required that is not described.
  const names = new Set([...parts.flatMap(({ properties }) => [...properties.keys()]), ...required])
  merger.spend(names.size * parts.length)
  const children = [...names].map(
    (name): Child => ({
      step: { kind: 'property', name },
      schema: merger.merge(propertyOf(schema, name)),
      aspects: { required: required.has(name) },
    }),
  )
  const shown = children.filter((child) => !hasFlag(child.schema, omitted))
  if (typesOf(schema)?.has('array')) {
    const items = parts.flatMap((part) => (part.items === undefined ? [] : [part.items]))
    shown.push({ step: { kind: 'items', name: '[]' }, schema: merger.merge(items) })
  }
  const additional = additionalOf(schema)
  if (additional.length > 0 && !additional.includes(false))
    shown.push({ step: { kind: 'property', name: '*' }, schema: merger.merge(additional) })
  return shown
}

function visit(
  walk: Walk,
  schema: Schema,
  location: Location,
  aspects: Feature['aspects'] = {},
  ancestors: readonly string[] = [],
): void {
  const { merger, features } = walk
  const { name } = merger.document
  const text = locationText(location)
  if (features.length >= maxFields)
    throw new DriftError(`${name}: more than ${maxFields} fields, at ${text}`)
  if (location.steps.length > maxDepth)
    throw new DriftError(`${name}: nested deeper than ${maxDepth} fields, at ${text}`)
  if (text.length > maxPath)
    throw new DriftError(`${name}: names longer than ${maxPath}, at ${text.slice(0, maxPath)}`)
  const identity = identityOf(walk, schema)
  const isRecursive = ancestors.includes(identity)
  const { unions, tags } = unionsOf(merger, schema)
  const tagged = tags.length > 0 ? merger.merge(tags, schema) : schema
  const [union, ...others] = unions
  features.push({
    location,
    aspects: {
      ...(union ? constraintsBesideVariants(tagged, unions) : constraintsOf(tagged)),
      ...(additionalOf(tagged).includes(false) && { additionalProperties: false }),
      ...(isRecursive && { recursive: true }),
      ...(union && unionAspects(merger, tagged, union)),
      ...aspects,
    },
  })
  if (isRecursive) return
  const children = union ? variantsOf(merger, tagged, union, others) : childrenOf(walk, tagged)
  for (const child of children) {
    const at = descend(location, child.step)
    const index = features.length
    visit(walk, child.schema, at, child.aspects, [...ancestors, identity])
    // That other keys may hold anything is the default.
    const isDefault = child.step.name === '*' && features.length === index + 1
    if (isDefault && Object.keys(features[index]?.aspects ?? {}).length === 0) features.pop()
  }
}

/**
 * The features of a body, or of a parameter, field by field.
 *
 * @param aspects - what is stated besides the schema
 * @throws DriftError where a reference leads nowhere, or there are too many fields
 */
export function bodyFeatures(
  merger: SchemaMerger,
  schema: unknown,
  location: Location,
  aspects: Feature['aspects'] = {},
): Feature[] {
  if (schema === undefined) return [{ location, aspects }]
  const omitted = location.part === 'request' ? 'readOnly' : 'writeOnly'
  const walk: Walk = { merger, omitted, features: [], ids: new Map() }
  visit(walk, merger.merge([schema]), location, aspects)
  return walk.features
}
