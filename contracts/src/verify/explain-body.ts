import { isJsonObject } from '../lib/json.ts'
import { truncate } from '../lib/text.ts'
import {
  bodyExpectation,
  describeExpectation,
  describeType,
  formatJsonPath,
  meetsExpectation,
  type PathSegment,
  parseJsonPath,
  valueAtPath,
} from './expectation.ts'
import { type ChangedObject, explainFields } from './explain-fields.ts'
import type { Mismatch } from './native-verifier.ts'
import type { CellInteraction } from './plan.ts'
import type { Difference } from './report.ts'

/** The maximum number of characters of a value in a sentence. */
const maxValueLength = 100

/** Returns the beginning of a value, for a sentence. */
export const shorten = (text: string): string => truncate(text, maxValueLength)

/** Returns a mismatch in Pact's words. */
export function quotePact(where: string, { expected, actual, message }: Mismatch): Difference {
  return { where, message, expected: expected || 'nothing', actual: actual || 'nothing' }
}

/** Returns the name of a value in a sentence: its field, with the index of an element. */
function toValueName(segments: readonly PathSegment[]): string {
  const field = segments.findLastIndex((segment) => typeof segment === 'string')
  return field < 0 ? 'the body' : formatJsonPath(segments.slice(field)).replace(/^\$\.?/, '')
}

/** Explains an unexpected value. */
function explainValue(
  { interaction }: CellInteraction,
  segments: readonly PathSegment[],
  value: unknown,
  mismatch: Mismatch,
): Difference {
  const expectation = bodyExpectation(interaction, segments)
  const { example, pattern } = expectation
  const [expected, actual] = [describeExpectation(expectation), JSON.stringify(value)]
  const [name, where] = [toValueName(segments), `body ${formatJsonPath(segments)}`]
  const toDifference = (message: string): Difference => ({ where, message, expected, actual })
  if (describeType(value) !== describeType(example))
    return toDifference(`${name} is ${describeType(value)}, not ${describeType(example)}`)
  if (Array.isArray(value) && Array.isArray(example) && value.length !== example.length)
    return toDifference(`${name} has ${value.length} elements, not ${example.length}`)
  if (isJsonObject(value) || meetsExpectation(expectation, value)) return quotePact(where, mismatch)
  if (pattern !== undefined) return toDifference(`${name} has the wrong format`)
  return toDifference(`${name} is ${shorten(actual)}, not ${shorten(expected)}`)
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Returns the object with missing or new fields that a mismatch reports, or `undefined` when it reports another
 * value.
 */
function findChangedObject(
  { interaction }: CellInteraction,
  parsedBody: unknown,
  segments: readonly PathSegment[],
): ChangedObject | undefined {
  const { example } = bodyExpectation(interaction, segments)
  const value = valueAtPath(parsedBody, segments)
  if (isJsonObject(example) && isJsonObject(value)) {
    const lacksFields = Object.keys(example).some((name) => !Object.hasOwn(value, name))
    return lacksFields ? { segments, value, lacksFields, newFields: [] } : undefined
  }
  const [parent, field] = [segments.slice(0, -1), segments.at(-1)]
  const parentValue = valueAtPath(parsedBody, parent)
  const isNew =
    example === undefined &&
    typeof field === 'string' &&
    isJsonObject(parentValue) &&
    Object.hasOwn(parentValue, field)
  return isNew
    ? { segments: parent, value: parentValue, lacksFields: false, newFields: [field] }
    : undefined
}

/** Explains a mismatch of a single value of a body. */
function explainMismatch(
  cellInteraction: CellInteraction,
  mismatch: Mismatch,
  parsedBody: unknown,
  body: string | undefined,
): Difference {
  const { location, actual } = mismatch
  const expected = describeExpectation(bodyExpectation(cellInteraction.interaction, []))
  if (location === '/' && actual === 'null')
    return { where: 'body', message: 'the body is missing', expected, actual: 'nothing' }
  if (body !== undefined && parsedBody === undefined)
    return { where: 'body', message: 'the body is not JSON', expected, actual }
  const segments = parseJsonPath(location)
  const value = segments && valueAtPath(parsedBody, segments)
  return segments === undefined || value === undefined
    ? quotePact(`body ${location}`, mismatch)
    : explainValue(cellInteraction, segments, value, mismatch)
}

/** Explains the mismatches of a body. Those of one object's fields are explained together. */
export function explainBody(
  cellInteraction: CellInteraction,
  mismatches: readonly Mismatch[],
  body: string | undefined,
): Difference[] {
  const parsedBody = parseJson(body)
  const objects = new Map<string, ChangedObject>()
  const differences = new Map<string, Difference>()
  for (const mismatch of mismatches) {
    const segments = parseJsonPath(mismatch.location)
    const changedObject = segments && findChangedObject(cellInteraction, parsedBody, segments)
    if (changedObject === undefined) {
      // Pact reports the type and the format of a value separately.
      if (!differences.has(mismatch.location))
        differences.set(
          mismatch.location,
          explainMismatch(cellInteraction, mismatch, parsedBody, body),
        )
      continue
    }
    const key = formatJsonPath(changedObject.segments)
    const existing = objects.get(key)
    objects.set(key, {
      ...changedObject,
      lacksFields: changedObject.lacksFields || existing?.lacksFields === true,
      newFields: [...(existing?.newFields ?? []), ...changedObject.newFields],
    })
  }
  const fieldDifferences = [...objects.values()].flatMap((object) =>
    explainFields(cellInteraction, object),
  )
  return [...differences.values(), ...fieldDifferences]
}
