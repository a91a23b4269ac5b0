import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../lib/json.ts'
import { DriftError } from './document.ts'
import { type Feature, formatLocation, type Location, type SchemaStep } from './feature.ts'
import {
  allowedTypes,
  declaredTypes,
  hasFlag,
  propertySchemas,
  readConstraints,
  type SchemaMerger,
  withUnions,
} from './schema.ts'
import type { MergedSchema } from './schema-part.ts'
import { readUnions, tagSchema, type Union } from './union.ts'

function descend(location: Location, step: SchemaStep): Location {
  return {
    ...location,
    steps: [...location.steps, step],
    path: [...location.path, `${step.kind} ${step.name}`],
  }
}

const maxFields = 20_000
const maxDepth = 100
/** The maximum number of characters of the path to a field: of all names in it. */
const maxPathLength = 5_000

interface WalkContext {
  readonly merger: SchemaMerger
  /** Fields with this keyword are left out: `readOnly` in requests, `writeOnly` in responses. */
  readonly omitted: 'readOnly' | 'writeOnly'
  readonly features: Feature[]
  /** A number for each schema object of the document. */
  readonly ids: Map<JsonObject, number>
}

/** Returns the identity of a schema: the numbers of the objects that it is merged from. */
function toIdentity({ ids }: WalkContext, schema: MergedSchema): string {
  for (const object of schema.keys()) if (!ids.has(object)) ids.set(object, ids.size)
  return [...schema.keys()]
    .map((object) => ids.get(object))
    .toSorted()
    .join()
}

function unionAspects(
  merger: SchemaMerger,
  schema: MergedSchema,
  union: Union,
): Feature['aspects'] {
  const { source, discriminator, variants } = union
  const tagSchemas = propertySchemas(schema, discriminator ?? '')
  const { enum: values } = readConstraints(merger.merge(tagSchemas))
  const tags = variants.flatMap(({ tag }) => tag ?? []).toSorted()
  return {
    variants: discriminator ?? source.keyword,
    // The values of the discriminator, when they differ from the tags of the variants.
    ...(values !== undefined && !isDeepStrictEqual(values, tags) && { values }),
  }
}

/** Returns the constraints of a union. The type is left out, because each variant has its own. */
function constraintsWithoutType(schema: MergedSchema, unions: readonly Union[]) {
  const { type: _type, nullable: _nullable, ...constraints } = readConstraints(schema)
  const isNullable =
    declaredTypes(schema)?.has('null') ?? unions.every(({ source }) => source.isNullable)
  return { ...constraints, ...(isNullable && { nullable: true }) }
}

/** A schema within another one, with the aspects that the outer one states. */
interface ChildSchema {
  readonly step: SchemaStep
  readonly schema: MergedSchema
  readonly aspects?: Feature['aspects']
}

/** Returns the variants. Each one also satisfies the keywords beside the union. */
function variantSchemas(
  merger: SchemaMerger,
  schema: MergedSchema,
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

/** Returns the `additionalProperties` of each part that states them. */
const additionalSchemas = (schema: MergedSchema) =>
  [...schema.values()].flatMap(({ additional }) => (additional === undefined ? [] : [additional]))

/** Returns the fields of an object, the schema of its other keys, and the items of an array. */
function childSchemas({ merger, omitted }: WalkContext, schema: MergedSchema): ChildSchema[] {
  const parts = [...schema.values()]
  const required = new Set(parts.flatMap((part) => part.required))
  // A required field need not be described.
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
  schema: MergedSchema,
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
    // Other keys with any value are the default.
    const isDefault = child.step.name === '*' && features.length === index + 1
    if (isDefault && Object.keys(features[index]?.aspects ?? {}).length === 0) features.pop()
  }
}

/**
 * Returns the features of a body or parameter, field by field.
 *
 * @param aspects - the aspects that are stated outside the schema
 * @throws DriftError when a reference is invalid, or there are too many fields
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
