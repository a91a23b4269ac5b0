import type { JsonObject } from '../drift/json-object.ts'
import { bodyExpectation, describeExpectation, isMet } from './expectation.ts'
import { formatJsonPath, type Step } from './json-path.ts'
import { knownFields } from './known-fields.ts'
import type { CellInteraction } from './plan.ts'
import type { Difference } from './report.ts'

/** An object of a body that lacks fields, or has new ones. */
export interface ChangedObject {
  /** Where it is in the body. */
  readonly steps: readonly Step[]
  readonly value: JsonObject
  /** Whether Pact complains of the fields that are missing. */
  readonly lacksFields: boolean
  /** The new fields that Pact complains of. */
  readonly newFields: readonly string[]
}

/** Returns of how many characters two names begin alike. */
function sharedPrefix(a: string, b: string): number {
  const at = [...a].findIndex((character, index) => character !== b[index])
  return at < 0 ? a.length : at
}

/**
 * Explains the fields of an object that are missing or new. A new field is a missing one renamed where its value is one
 * that the missing field could have.
 *
 * The pact has two cells for an object: one pins the fields that have to be there, the other that there are no others. Of a
 * renamed field each of the two notices one half. Both are explained alike, so that they are one finding.
 */
export function explainFields(
  { cell, interaction }: CellInteraction,
  { steps, value, lacksFields, newFields }: ChangedObject,
): Difference[] {
  const { example } = bodyExpectation(interaction, steps)
  const expected = Object.keys(Object(example))
  const known = [...expected, ...(knownFields(cell, steps) ?? [])]
  const unknown = new Set(Object.keys(value).filter((name) => !known.includes(name)))
  const unexplained = new Set(newFields)
  const where = (name: string) => `body ${formatJsonPath([...steps, name])}`
  const actual = (name: string) => JSON.stringify(value[name])

  const missing = expected.filter((name) => !Object.hasOwn(value, name))
  const ofMissing = missing.flatMap((name): Difference[] => {
    const expectation = bodyExpectation(interaction, [...steps, name])
    const rule = describeExpectation(expectation)
    const [renamed] = [...unknown]
      .filter((other) => isMet(expectation, value[other]))
      .toSorted((a, b) => sharedPrefix(name, b) - sharedPrefix(name, a))
    if (renamed !== undefined && (lacksFields || unexplained.has(renamed))) {
      unknown.delete(renamed)
      unexplained.delete(renamed)
      return [
        {
          where: where(name),
          message: `${name} is missing; ${renamed} is new: renamed?`,
          expected: `${name}: ${rule}`,
          actual: `${renamed}: ${actual(renamed)}`,
        },
      ]
    }
    if (!lacksFields) return []
    const message = `${name} is missing`
    return [{ where: where(name), message, expected: rule, actual: 'nothing' }]
  })
  const ofNew = [...unexplained].map((name) => ({
    where: where(name),
    message: `${name} is new`,
    expected: 'no such field',
    actual: actual(name),
  }))
  return [...ofMissing, ...ofNew]
}
