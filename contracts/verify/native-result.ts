import { isJsonObject, type JsonObject } from '../drift/json-object.ts'
import { excerpt } from './excerpt.ts'
import type { Difference } from './report.ts'

/** What Pact's verifier says of an interaction: it holds, it differs, or there was no answer to compare. */
export interface NativeResult {
  readonly description: string
  readonly differences: readonly Difference[]
  /** Why there was no answer. */
  readonly problem?: string
}

const list = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

/** By the `type` that Pact gives a mismatch. */
const places: Readonly<Record<string, (mismatch: JsonObject) => string>> = {
  StatusMismatch: () => 'status',
  HeaderMismatch: ({ key }) => `header ${text(key)}`,
  BodyTypeMismatch: () => 'type of the body',
  BodyMismatch: ({ path }) => `body ${text(path)}`,
}

function difference(mismatch: JsonObject): Difference {
  const type = text(mismatch['type'])
  return {
    where: places[type]?.(mismatch) ?? type,
    expected: text(mismatch['expected']),
    actual: text(mismatch['actual']),
    message: text(mismatch['mismatch']),
  }
}

/** A result whose texts are as long as people read. */
export function shortened({ differences, ...result }: NativeResult): NativeResult {
  const short = differences.map(({ where, expected, actual, message }) => ({
    where,
    expected: excerpt(expected),
    actual: excerpt(actual),
    message: excerpt(message),
  }))
  return { ...result, differences: short }
}

/** Pact tells them in another order each time. The status is first: where it differs, the others follow from that. */
function byPlace(a: Difference, b: Difference): number {
  return (
    Number(b.where === 'status') - Number(a.where === 'status') ||
    a.where.localeCompare(b.where, 'en') ||
    a.message.localeCompare(b.message, 'en')
  )
}

function result({ description, result: verdict, mismatch }: JsonObject): NativeResult {
  const found = isJsonObject(mismatch) ? mismatch : {}
  const differences = list(found['mismatches']).map(difference).toSorted(byPlace)
  const isUnexplained = verdict !== 'OK' && differences.length === 0
  return {
    description: text(description),
    differences,
    ...(isUnexplained && { problem: text(found['message']) || 'Pact gives no reason' }),
  }
}

/**
 * Reads the JSON of Pact's native verifier.
 *
 * @throws when it is something else, such as the message of a failure
 */
export function readResults(json: string): NativeResult[] {
  try {
    const results: unknown = JSON.parse(json)
    if (isJsonObject(results) && Array.isArray(results['interactionResults']))
      return list(results['interactionResults']).map(result)
  } catch {
    // Said below.
  }
  throw new Error(`Pact's verifier could not verify: ${json}`)
}
