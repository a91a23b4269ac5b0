import { isJsonObject } from '../drift/json-object.ts'
import {
  bodyExpectation,
  describeExpectation,
  headerExpectation,
  isMet,
  typeOf,
} from './expectation.ts'
import { type ChangedObject, explainFields } from './explain-fields.ts'
import { formatJsonPath, parseJsonPath, type Step, valueAtPath } from './json-path.ts'
import type { Mismatch } from './native-result.ts'
import type { CellInteraction } from './plan.ts'
import type { Difference } from './report.ts'
import { truncate } from './truncate.ts'

/** As many differences of a cell are explained: a provider can add any number of fields. */
const MAX_DIFFERENCES = 50

/** As many mismatches of a body are looked at. */
const MAX_MISMATCHES = 1000

/** Characters of a value within a sentence. */
const MAX_VALUE = 100

const shorten = (text: string) => truncate(text, MAX_VALUE)

/** Returns a mismatch in Pact's words, where there are no better ones. */
function quotePact(where: string, { expected, actual, message }: Mismatch): Difference {
  return { where, message, expected: expected || 'nothing', actual: actual || 'nothing' }
}

function explainStatus({ expected, actual }: Mismatch): Difference {
  return { where: 'status', message: `the status is ${actual}, not ${expected}`, expected, actual }
}

function explainHeader({ interaction }: CellInteraction, { place, actual }: Mismatch): Difference {
  const { example, pattern } = headerExpectation(interaction, place)
  const where = `header ${place}`
  const expected = pattern === undefined ? String(example) : `text that matches ${pattern}`
  if (actual === '')
    return { where, message: `the ${where} is missing`, expected, actual: 'nothing' }
  const message =
    pattern === undefined
      ? `the ${where} is ${shorten(actual)}, not ${shorten(expected)}`
      : `the ${where} has the wrong format`
  return { where, message, expected, actual }
}

function explainBodyType({ expected, actual }: Mismatch): Difference {
  return { where: 'body', message: `the body is ${actual}, not ${expected}`, expected, actual }
}

/** Returns the name of a value in a sentence: that of its field, with the index of an element. */
function nameAt(steps: readonly Step[]): string {
  const field = steps.findLastIndex((step) => typeof step === 'string')
  return field < 0 ? 'the body' : formatJsonPath(steps.slice(field)).replace(/^\$\.?/, '')
}

/** Explains a value that is there, and wrong. */
function explainValue(
  { interaction }: CellInteraction,
  steps: readonly Step[],
  value: unknown,
  mismatch: Mismatch,
): Difference {
  const expectation = bodyExpectation(interaction, steps)
  const { example, pattern } = expectation
  const [expected, actual] = [describeExpectation(expectation), JSON.stringify(value)]
  const [name, where] = [nameAt(steps), `body ${formatJsonPath(steps)}`]
  const explain = (message: string): Difference => ({ where, message, expected, actual })
  if (typeOf(value) !== typeOf(example))
    return explain(`${name} is ${typeOf(value)}, not ${typeOf(example)}`)
  if (Array.isArray(value) && Array.isArray(example) && value.length !== example.length)
    return explain(`${name} has ${value.length} elements, not ${example.length}`)
  if (isJsonObject(value) || isMet(expectation, value)) return quotePact(where, mismatch)
  if (pattern !== undefined) return explain(`${name} has the wrong format`)
  return explain(`${name} is ${shorten(actual)}, not ${shorten(expected)}`)
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Returns the object whose fields a mismatch is about, `undefined` where it is about another value. */
function changedObject(
  { interaction }: CellInteraction,
  document: unknown,
  steps: readonly Step[],
): ChangedObject | undefined {
  const { example } = bodyExpectation(interaction, steps)
  const value = valueAtPath(document, steps)
  if (isJsonObject(example) && isJsonObject(value)) {
    const lacksFields = Object.keys(example).some((name) => !Object.hasOwn(value, name))
    return lacksFields ? { steps, value, lacksFields, newFields: [] } : undefined
  }
  const [parent, field] = [steps.slice(0, -1), steps.at(-1)]
  const owner = valueAtPath(document, parent)
  const isNew =
    example === undefined &&
    typeof field === 'string' &&
    isJsonObject(owner) &&
    Object.hasOwn(owner, field)
  return isNew ? { steps: parent, value: owner, lacksFields: false, newFields: [field] } : undefined
}

/** Explains a mismatch of a body that is about one value. */
function explainPlace(
  pinned: CellInteraction,
  mismatch: Mismatch,
  document: unknown,
  body: string | undefined,
): Difference {
  const { place, actual } = mismatch
  const expected = describeExpectation(bodyExpectation(pinned.interaction, []))
  if (place === '/' && actual === 'null')
    return { where: 'body', message: 'the body is missing', expected, actual: 'nothing' }
  if (body !== undefined && document === undefined)
    return { where: 'body', message: 'the body is not JSON', expected, actual }
  const steps = parseJsonPath(place)
  const value = steps && valueAtPath(document, steps)
  return steps === undefined || value === undefined
    ? quotePact(`body ${place}`, mismatch)
    : explainValue(pinned, steps, value, mismatch)
}

/** Explains the mismatches of a body, those of an object's fields together. */
function explainBody(
  pinned: CellInteraction,
  mismatches: readonly Mismatch[],
  body: string | undefined,
): Difference[] {
  const document = parseJson(body)
  const objects = new Map<string, ChangedObject>()
  const differences = new Map<string, Difference>()
  for (const mismatch of mismatches) {
    const steps = parseJsonPath(mismatch.place)
    const changed = steps && changedObject(pinned, document, steps)
    if (changed === undefined) {
      // Pact complains of the type and of the format of a value, one by one.
      if (!differences.has(mismatch.place))
        differences.set(mismatch.place, explainPlace(pinned, mismatch, document, body))
      continue
    }
    const key = formatJsonPath(changed.steps)
    const same = objects.get(key)
    objects.set(key, {
      ...changed,
      lacksFields: changed.lacksFields || same?.lacksFields === true,
      newFields: [...(same?.newFields ?? []), ...changed.newFields],
    })
  }
  const ofFields = [...objects.values()].flatMap((each) => explainFields(pinned, each))
  return [...differences.values(), ...ofFields]
}

function compare(a: Difference, b: Difference): number {
  return a.where.localeCompare(b.where, 'en') || a.message.localeCompare(b.message, 'en')
}

/** Returns a difference whose texts are as long as people read. */
function shortenTexts({ where, message, expected, actual }: Difference): Difference {
  return {
    where: truncate(where),
    message: truncate(message),
    expected: truncate(expected),
    actual: truncate(actual),
  }
}

/**
 * Explains in plain words what Pact complains of. Of another status all other differences follow, so there is none beside
 * it.
 *
 * @param body - the body that Pact compared, where it is small enough to look into
 */
export function explain(
  pinned: CellInteraction,
  mismatches: readonly Mismatch[],
  body: string | undefined,
): Difference[] {
  const {
    StatusMismatch: [status] = [],
    HeaderMismatch: headers = [],
    BodyTypeMismatch: bodyTypes = [],
    BodyMismatch: bodies = [],
    ...others
  } = Object.fromEntries(Map.groupBy(mismatches, ({ type }) => type))
  if (status !== undefined) return [explainStatus(status)]
  // The type of a body is that of its header, so the two would be the same finding.
  const isExplained = headers.some(({ place }) => place.toLowerCase() === 'content-type')
  return [
    ...headers.map((each) => explainHeader(pinned, each)),
    ...(isExplained ? [] : bodyTypes.map(explainBodyType)),
    ...explainBody(pinned, bodies.slice(0, MAX_MISMATCHES), body),
    ...Object.values(others).flatMap((each) => each.map((one) => quotePact(one.type, one))),
  ]
    .toSorted(compare)
    .slice(0, MAX_DIFFERENCES)
    .map(shortenTexts)
}
