import { isDeepStrictEqual } from 'node:util'
import type { Constraints } from './constraints.ts'
import type { Document } from './document.ts'
import { DriftError } from './drift-error.ts'
import type { JsonObject } from './json-object.ts'
import { into, type Place, placeText, type Step, type Subject } from './subject.ts'
import type { Union } from './union.ts'
import { type WholeSchema, wholeSchema } from './whole-schema.ts'

/** Schemas can refer to one another so that a few lines describe more fields than can be compared. */
const maximum = 20_000
const deepest = 100

interface Walk {
  readonly document: Document
  /** The direction: `readOnly` fields are no part of a request, `writeOnly` ones none of a response. */
  readonly left: 'readOnly' | 'writeOnly'
  readonly found: Subject[]
}

interface Position {
  readonly place: Place
  /** Whether the field must be there; absent where there is no field. */
  readonly required?: boolean
  /** The parts of the schemas that lead here. */
  readonly within: readonly JsonObject[]
  /** The unions entered here, whose variants are looked at. */
  readonly unions: readonly JsonObject[]
}

function isLeftOut({ document, left }: Walk, schema: unknown): boolean {
  return wholeSchema(document, schema).parts.some((part) => part[left] === true)
}

type Child = [Step, unknown, boolean | undefined]

/** The fields of an object, its items, and what its other keys hold. */
function children(walk: Walk, whole: WholeSchema): Child[] {
  const { properties, required, items, additional } = whole
  // A field may be required that nothing is said of besides.
  const bare = [...required].filter((name) => !properties.has(name))
  const found = [...properties, ...bare.map((name) => [name, {}] as const)]
    .filter(([, schema]) => !isLeftOut(walk, schema))
    .map(([name, schema]): Child => [{ kind: 'property', name }, schema, required.has(name)])
  if (items !== undefined) found.push([{ kind: 'items', name: '[]' }, items, undefined])
  if (additional !== undefined) found.push([{ kind: 'property', name: '*' }, additional, undefined])
  return found
}

/** That a union is of objects goes without saying: each variant says it. */
function besideVariants({ type: _, ...constraints }: Constraints): Constraints {
  return constraints
}

/** The values that the tag of a union may have, where they are not those that it has variants of. */
function valuesOf(
  document: Document,
  { properties }: WholeSchema,
  { discriminator = '', variants }: Union,
): Constraints {
  const { enum: values } = wholeSchema(document, properties.get(discriminator)).constraints
  const tags = [...variants.keys()].toSorted()
  return values === undefined || isDeepStrictEqual(values, tags) ? {} : { values }
}

function visit(walk: Walk, schema: unknown, { place, required, within, unions }: Position): void {
  const { document, found } = walk
  const { name } = document
  if (found.length >= maximum)
    throw new DriftError(`${name}: more than ${maximum} fields, at ${placeText(place)}`)
  if (place.steps.length > deepest)
    throw new DriftError(`${name}: nested deeper than ${deepest} fields, at ${placeText(place)}`)
  const whole = wholeSchema(document, schema)
  const { constraints, parts, union } = whole
  const isRecursive =
    parts.some((part) => within.includes(part)) || (union && unions.includes(union.part))
  const aspects = {
    ...(required !== undefined && { required }),
    ...(union ? besideVariants(constraints) : constraints),
    ...(isRecursive && { recursive: true }),
    ...(union && { variants: union.discriminator ?? 'oneOf', ...valuesOf(document, whole, union) }),
  }
  found.push({ place, aspects })
  if (isRecursive) return
  if (union !== undefined) {
    for (const [name, variant] of union.variants) {
      const at = into(place, { kind: 'variant', name })
      visit(walk, variant, { place: at, within, unions: [...unions, union.part] })
    }
    return
  }
  const inside = [...within, ...parts]
  for (const [step, each, must] of children(walk, whole)) {
    const at = { place: into(place, step), within: inside, unions: [] }
    visit(walk, each, must === undefined ? at : { ...at, required: must })
  }
}

/**
 * What a document says of a body, or of a parameter, field by field.
 *
 * @param aspects - what it says of the whole besides its schema
 * @throws DriftError where a reference leads nowhere, or there are too many fields
 */
export function bodySubjects(
  document: Document,
  schema: unknown,
  place: Place,
  aspects: Subject['aspects'] = {},
): Subject[] {
  const walk: Walk = {
    document,
    left: place.part === 'request' ? 'readOnly' : 'writeOnly',
    found: [],
  }
  if (schema === undefined) return [{ place, aspects }]
  visit(walk, schema, { place, within: [], unions: [] })
  const [root, ...rest] = walk.found
  return root ? [{ place, aspects: { ...root.aspects, ...aspects } }, ...rest] : []
}
