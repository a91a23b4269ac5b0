/** Matching rules as they stand in a pact of version 4 (https://github.com/pact-foundation/pact-specification). */
const rule = (...matchers: readonly object[]): unknown => ({ combine: 'AND', matchers })

/** The very value of the example. */
export const equality: unknown = rule({ match: 'equality' })

/** Each element like the example's first; there may be none. */
export const everyElement: unknown = rule({ match: 'type', min: 0 })

/** The text of the value. */
export function regex(pattern: string): unknown {
  return rule({ match: 'regex', regex: pattern })
}

/** A whole number, whose digits are like a pattern. */
export function counted(pattern: string): unknown {
  return rule({ match: 'integer' }, { match: 'regex', regex: pattern })
}
