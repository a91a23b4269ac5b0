import type { Environment } from './output.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError for white space round a credential: files and secret managers add it, and nobody sees it */
function assertTrimmed(name: string, value: string): void {
  if (value !== value.trim())
    throw new UsageError(`${name}: must not begin or end with white space`)
}

/**
 * Returns the credentials in two variables that belong together; `undefined` where both are missing. An empty variable
 * counts as missing: in CI a secret is empty that does not exist.
 *
 * @throws UsageError where only one is set, or a value begins or ends with white space; it never holds the value
 */
export function readCredentialPair(
  env: Environment,
  firstVariable: string,
  secondVariable: string,
): readonly [string, string] | undefined {
  const [firstValue, secondValue] = [env[firstVariable], env[secondVariable]]
  if (firstValue && secondValue) {
    assertTrimmed(firstVariable, firstValue)
    assertTrimmed(secondVariable, secondValue)
    return [firstValue, secondValue]
  }
  if (!firstValue && !secondValue) return undefined
  const [set, missing] = firstValue
    ? [firstVariable, secondVariable]
    : [secondVariable, firstVariable]
  throw new UsageError(`${set} is set, but ${missing} is not`)
}
