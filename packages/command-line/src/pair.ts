import type { Environment } from './output.ts'
import { UsageError } from './usage-error.ts'

/**
 * Two variables that are nothing without each other; `undefined` where both are missing. An empty one is one that is not
 * set, as in CI a secret is that is not there.
 *
 * @throws UsageError where one alone is set
 */
export function pairIn(
  env: Environment,
  first: string,
  second: string,
): readonly [string, string] | undefined {
  const [one, other] = [env[first], env[second]]
  if (one && other) return [one, other]
  if (!one && !other) return undefined
  const [set, missing] = one ? [first, second] : [second, first]
  throw new UsageError(`${set} is set, but ${missing} is not`)
}
