/** Matching rules as they stand in a pact of version 4 (https://github.com/pact-foundation/pact-specification). */
const rule = (matcher: object): unknown => ({ combine: 'AND', matchers: [matcher] })

/** The very value of the example. */
export const equality: unknown = rule({ match: 'equality' })

/** Each element like the example's first; there may be none. */
export const everyElement: unknown = rule({ match: 'type', min: 0 })

/** The text of the value. */
export function regex(pattern: string): unknown {
  return rule({ match: 'regex', regex: pattern })
}

/** One element of the list, wherever it stands, is the example's first by these rules. */
export function oneOfThem(rules: Readonly<Record<string, unknown>>): unknown {
  return rule({ match: 'arrayContains', variants: [{ index: 0, rules, generators: {} }] })
}
