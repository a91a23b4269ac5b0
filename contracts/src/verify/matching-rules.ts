/** Matching rules as they stand in a pact of version 4 (https://github.com/pact-foundation/pact-specification). */
const toRule = (...matchers: readonly object[]): unknown => ({ combine: 'AND', matchers })

/** The very value of the example. */
export const equality: unknown = toRule({ match: 'equality' })

/** Each element like the example's first; there may be none. */
export const eachLike: unknown = toRule({ match: 'type', min: 0 })

/** The text of the value. */
export function regex(pattern: string): unknown {
  return toRule({ match: 'regex', regex: pattern })
}

/** A whole number, whose digits are like a pattern. */
export function integerMatching(pattern: string): unknown {
  return toRule({ match: 'integer' }, { match: 'regex', regex: pattern })
}
