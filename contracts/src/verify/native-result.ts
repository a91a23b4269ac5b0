import { isJsonObject, type JsonObject } from '../lib/json.ts'

/** A mismatch in Pact's words. */
export interface Mismatch {
  /** `StatusMismatch`, `HeaderMismatch`, `BodyTypeMismatch` or `BodyMismatch`. */
  readonly type: string
  /** The header, or the JSON path into the body; empty for a status. */
  readonly location: string
  /** The example of the pact; for an object, the names of its fields. */
  readonly expected: string
  readonly actual: string
  readonly message: string
}

/** The result of an interaction: mismatches, or a problem. It matched where there is neither. */
export interface NativeResult {
  readonly description: string
  readonly mismatches: readonly Mismatch[]
  /** Why there was no response to compare. */
  readonly problem?: string
}

const toObjects = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

const toText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

function toMismatch(mismatch: JsonObject): Mismatch {
  const { type, key, path, expected, actual, mismatch: message } = mismatch
  return {
    type: toText(type),
    location: toText(key ?? path),
    expected: toText(expected),
    actual: toText(actual),
    message: toText(message),
  }
}

function toResult({ description, result, mismatch }: JsonObject): NativeResult {
  const details = isJsonObject(mismatch) ? mismatch : {}
  const mismatches = toObjects(details['mismatches']).map(toMismatch)
  const isUnexplained = result !== 'OK' && mismatches.length === 0
  return {
    description: toText(description),
    mismatches,
    ...(isUnexplained && { problem: toText(details['message']) || 'Pact gives no reason' }),
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
      return toObjects(results['interactionResults']).map(toResult)
  } catch {
    // Reported below.
  }
  throw new Error(`Pact's verifier could not verify: ${json}`)
}
