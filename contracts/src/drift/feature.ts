import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../lib/json.ts'
import { DriftError } from './drift-error.ts'
import {
  allowedTypes,
  declaredTypes,
  hasFlag,
  propertySchemas,
  readConstraints,
  type Schema,
  type SchemaMerger,
  withUnions,
} from './schema.ts'
import { readUnions, tagSchema, type Union } from './union.ts'

/** What kind of thing a feature is. */
export type FeatureKind =
  | 'date'
  | 'operation'
  | 'parameter'
  | 'status'
  | 'header'
  | 'request'
  | 'response'

/** A step into a body. */
export interface SchemaStep {
  readonly kind: 'property' | 'items' | 'variant'
  /** Of a property its name, of a variant its tag; `[]` for what an array holds, `*` for any other key. */
  readonly name: string
}

/** Where a document states something. */
export interface Location {
  readonly featureKind: FeatureKind
  /** Atlas's id of the operation in our document; empty for what concerns all of them. */
  readonly operationId: string
  /** The resource version, or the media type where it has none. */
  readonly version?: string
  readonly status?: string
  /** Of a parameter or header: its name. */
  readonly name?: string
  readonly steps: readonly SchemaStep[]
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
export const createLocation = (
  featureKind: FeatureKind,
  path: readonly string[],
  details: Partial<Location> = {},
): Location => ({ featureKind, operationId: path[0] ?? '', steps: [], path, ...details })

/** The steps into a body as one text: `results[].AZURE.serviceUrl`. */
function formatSteps(steps: readonly SchemaStep[]): string {
  const texts = steps.map(({ kind, name }) => `${kind === 'items' ? '' : '.'}${name}`)
  return texts.join('').replace(/^\./, '')
}

/** A location as a text, which patterns of accepted differences match. */
export function formatLocation({ path, steps }: Location): string {
  return [...path.slice(0, path.length - steps.length), formatSteps(steps)]
    .filter(Boolean)
    .join(' ')
}

function descend(location: Location, step: SchemaStep): Location {
  return {
    ...location,
    steps: [...location.steps, step],
    path: [...location.path, `${step.kind} ${step.name}`],
  }
}

const maxFields = 20_000
const maxDepth = 100
/** In characters, of all names that lead to a field: each field is identified by them. */
const maxPathLength = 5_000

interface WalkContext {
  readonly merger: SchemaMerger
  /** Fields with this keyword are not part of the body: `readOnly` ones of a request, `writeOnly` ones of a response. */
  readonly omitted: 'readOnly' | 'writeOnly'
  readonly features: Feature[]
  /** A number for each object of the document. */
  readonly ids: Map<JsonObject, number>
}

/** Identifies a schema by the objects of the document that it is merged from. */
function toIdentity({ ids }: WalkContext, schema: Schema): string {
  for (const object of schema.keys()) if (!ids.has(object)) ids.set(object, ids.size)
  return [...schema.keys()]
    .map((object) => ids.get(object))
    .toSorted()
    .join()
}

function unionAspects(merger: SchemaMerger, schema: Schema, union: Union): Feature['aspects'] {
  const { source, discriminator, variants } = union
  const tagSchemas = propertySchemas(schema, discriminator ?? '')
  const { enum: values } = readConstraints(merger.merge(tagSchemas))
  const tags = variants.flatMap(({ tag }) => tag ?? []).toSorted()
  return {
    variants: discriminator ?? source.keyword,
    // The values that the discriminator may have, unless they are those of the variants.
    ...(values !== undefined && !isDeepStrictEqual(values, tags) && { values }),
  }
}

/** What is stated of a value that is one of several variants: each variant has a type of its own. */
function constraintsWithoutType(schema: Schema, unions: readonly Union[]) {
  const { type: _type, nullable: _nullable, ...constraints } = readConstraints(schema)
  const isNullable =
    declaredTypes(schema)?.has('null') ?? unions.every(({ source }) => source.isNullable)
  return { ...constraints, ...(isNullable && { nullable: true }) }
}

/** A schema within another one, and what that states of it. */
interface ChildSchema {
  readonly step: SchemaStep
  readonly schema: Schema
  readonly aspects?: Feature['aspects']
}

/** Each variant, which also satisfies what is stated beside the union. */
function variantSchemas(
  merger: SchemaMerger,
  schema: Schema,
  { discriminator, variants }: Union,
  otherUnions: readonly Union[],
): ChildSchema[] {
  const base = withUnions(
    schema,
    otherUnions.map(({ source }) => source),
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
const additionalSchemas = (schema: Schema) =>
  [...schema.values()].flatMap(({ additional }) => (additional === undefined ? [] : [additional]))

/** The fields of an object, what its other keys hold, and the items of an array. */
function childSchemas({ merger, omitted }: WalkContext, schema: Schema): ChildSchema[] {
  const parts = [...schema.values()]
  const required = new Set(parts.flatMap((part) => part.required))
  // A field may be required that is not described.
  const names = new Set([...parts.flatMap(({ properties }) => [...properties.keys()]), ...required])
  merger.countSteps(names.size * parts.length)
  const children = [...names].map(
    (name): ChildSchema => ({
      step: { kind: 'property', name },
      schema: merger.merge(propertySchemas(schema, name)),
      aspects: { required: required.has(name) },
    }),
  )
  const visibleChildren = children.filter((child) => !hasFlag(child.schema, omitted))
  if (allowedTypes(schema)?.has('array')) {
    const items = parts.flatMap((part) => (part.items === undefined ? [] : [part.items]))
    visibleChildren.push({ step: { kind: 'items', name: '[]' }, schema: merger.merge(items) })
  }
  const additional = additionalSchemas(schema)
  if (additional.length > 0 && !additional.includes(false))
    visibleChildren.push({
      step: { kind: 'property', name: '*' },
      schema: merger.merge(additional),
    })
  return visibleChildren
}

function collectFeatures(
  context: WalkContext,
  schema: Schema,
  location: Location,
  aspects: Feature['aspects'] = {},
  ancestors: readonly string[] = [],
): void {
  const { merger, features } = context
  const { name } = merger.document
  const text = formatLocation(location)
  if (features.length >= maxFields)
    throw new DriftError(`${name}: more than ${maxFields} fields, at ${text}`)
  if (location.steps.length > maxDepth)
    throw new DriftError(`${name}: nested deeper than ${maxDepth} fields, at ${text}`)
  if (text.length > maxPathLength)
    throw new DriftError(
      `${name}: names longer than ${maxPathLength}, at ${text.slice(0, maxPathLength)}`,
    )
  const identity = toIdentity(context, schema)
  const isRecursive = ancestors.includes(identity)
  const { unions, tags } = readUnions(merger, schema)
  const taggedSchema = tags.length > 0 ? merger.merge(tags, schema) : schema
  const [union, ...others] = unions
  features.push({
    location,
    aspects: {
      ...(union ? constraintsWithoutType(taggedSchema, unions) : readConstraints(taggedSchema)),
      ...(additionalSchemas(taggedSchema).includes(false) && { additionalProperties: false }),
      ...(isRecursive && { recursive: true }),
      ...(union && unionAspects(merger, taggedSchema, union)),
      ...aspects,
    },
  })
  if (isRecursive) return
  const children = union
    ? variantSchemas(merger, taggedSchema, union, others)
    : childSchemas(context, taggedSchema)
  for (const child of children) {
    const childLocation = descend(location, child.step)
    const index = features.length
    collectFeatures(context, child.schema, childLocation, child.aspects, [...ancestors, identity])
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
  const omitted = location.featureKind === 'request' ? 'readOnly' : 'writeOnly'
  const context: WalkContext = { merger, omitted, features: [], ids: new Map() }
  collectFeatures(context, merger.merge([schema]), location, aspects)
  return context.features
}
