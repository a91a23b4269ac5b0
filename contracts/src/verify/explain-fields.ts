import { findObjectSchema, responseSchema, type Schema } from '@export-buckets/core'
import type { JsonObject } from '../lib/json.ts'
import { commonPrefixLength } from '../lib/text.ts'
import type { Cell } from '../matrix/cell.ts'
import {
  bodyExpectation,
  describeExpectation,
  formatJsonPath,
  meetsExpectation,
  type PathSegment,
} from './expectation.ts'
import type { CellInteraction } from './plan.ts'
import type { Difference } from './report.ts'

function findSchema(
  schema: Schema | undefined,
  segments: readonly PathSegment[],
  tag: object,
): Schema | undefined {
  const [segment, ...rest] = segments
  if (schema === undefined || segment === undefined) return schema
  if (schema.type === 'array') return findSchema(schema.items, rest, tag)
  return findSchema(findObjectSchema(schema, tag)?.properties[segment], rest, tag)
}

/**
 * Returns the fields that the version of a cell knows at a path of a successful response, or `undefined` without a
 * schema. A known optional field is not a new one.
 */
function knownFields(
  { operationId, expectedResponse, call, cloudProvider }: Cell,
  segments: readonly PathSegment[],
): readonly string[] | undefined {
  if (expectedResponse.kind !== 'body') return undefined
  const isEnveloped = call.query?.['envelope'] === 'true' && segments[0] === 'content'
  const { type } = expectedResponse.example.body
  const tag = { cloudProvider, providerName: cloudProvider, type }
  const root = responseSchema(operationId, expectedResponse.version.version)
  const schema = findSchema(root, isEnveloped ? segments.slice(1) : segments, tag)
  const properties = schema && findObjectSchema(schema, tag)?.properties
  return properties && Object.keys(properties)
}

/** An object of a body with missing or new fields. */
export interface ChangedObject {
  /** Its path in the body. */
  readonly segments: readonly PathSegment[]
  readonly value: JsonObject
  /** Whether Pact reported missing fields. */
  readonly lacksFields: boolean
  /** The new fields that Pact reported. */
  readonly newFields: readonly string[]
}

/**
 * Explains the missing and new fields of an object. A new field is reported as a renamed one when its value meets the
 * expectation of a missing field.
 *
 * The pact has two cells for an object: one pins the required fields, the other that there are no others. Each of
 * them notices half of a renamed field. Both are explained in the same words, so that they become one finding.
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
      .toSorted((a, b) => commonPrefixLength(name, b) - commonPrefixLength(name, a))
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
