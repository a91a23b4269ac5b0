import type { JsonObject } from '../lib/json.ts'
import { bodyExpectation, describeExpectation, meetsExpectation } from './expectation.ts'
import { formatJsonPath, type PathSegment } from './json-path.ts'
import { knownFields } from './known-fields.ts'
import type { CellInteraction } from './plan.ts'
import type { Difference } from './report.ts'

/** An object of a body that lacks fields, or has new ones. */
export interface ChangedObject {
  /** Where it is in the body. */
  readonly segments: readonly PathSegment[]
  readonly value: JsonObject
  /** Whether Pact complains of the fields that are missing. */
  readonly lacksFields: boolean
  /** The new fields that Pact complains of. */
  readonly newFields: readonly string[]
}

/** Returns of how many characters two names begin alike. */
function sharedPrefix(a: string, b: string): number {
  const firstDifference = [...a].findIndex((character, index) => character !== b[index])
  return firstDifference < 0 ? a.length : firstDifference
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
  { segments, value, lacksFields, newFields }: ChangedObject,
): Difference[] {
  const { example } = bodyExpectation(interaction, segments)
  const expected = Object.keys(Object(example))
  const knownNames = [...expected, ...(knownFields(cell, segments) ?? [])]
  const unknownNames = new Set(Object.keys(value).filter((name) => !knownNames.includes(name)))
  const unexplainedNames = new Set(newFields)
  const toLocation = (name: string) => `body ${formatJsonPath([...segments, name])}`
  const toActual = (name: string) => JSON.stringify(value[name])

  const missingNames = expected.filter((name) => !Object.hasOwn(value, name))
  const missingDifferences = missingNames.flatMap((name): Difference[] => {
    const expectation = bodyExpectation(interaction, [...segments, name])
    const rule = describeExpectation(expectation)
    const [newName] = [...unknownNames]
      .filter((candidate) => meetsExpectation(expectation, value[candidate]))
      .toSorted((a, b) => sharedPrefix(name, b) - sharedPrefix(name, a))
    if (newName !== undefined && (lacksFields || unexplainedNames.has(newName))) {
      unknownNames.delete(newName)
      unexplainedNames.delete(newName)
      return [
        {
          where: toLocation(name),
          message: `${name} is missing; ${newName} is new: renamed?`,
          expected: `${name}: ${rule}`,
          actual: `${newName}: ${toActual(newName)}`,
        },
      ]
    }
    if (!lacksFields) return []
    const message = `${name} is missing`
    return [{ where: toLocation(name), message, expected: rule, actual: 'nothing' }]
  })
  const newDifferences = [...unexplainedNames].map((name) => ({
    where: toLocation(name),
    message: `${name} is new`,
    expected: 'no such field',
    actual: toActual(name),
  }))
  return [...missingDifferences, ...newDifferences]
}
