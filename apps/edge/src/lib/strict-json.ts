/** Levels of arrays and objects. A request needs one, a response of Atlas five. */
const maxDepth = 16

/** Matches the strings, with the colon after a key, and the brackets of valid JSON. */
const tokenPattern = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g

/** Keys that cause prototype pollution. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

function assertUniqueKey(keys: Set<string> | undefined, literal: string): void {
  const key: string = JSON.parse(literal)
  if (forbiddenKeys.has(key)) throw new SyntaxError(`forbidden key ${literal}`)
  if (keys?.has(key)) throw new SyntaxError(`duplicate key ${literal}`)
  keys?.add(key)
}

/**
 * Parses JSON more strictly than `JSON.parse`. Rejects duplicate keys, whose meaning RFC 8259 §4 leaves open, keys that
 * cause prototype pollution, and deep nesting.
 *
 * @throws SyntaxError when the text is rejected
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  const openKeySets: Set<string>[] = []
  for (const [token, colon] of text.matchAll(tokenPattern)) {
    if (token === '{' || token === '[') openKeySets.push(new Set())
    else if (token === '}' || token === ']') openKeySets.pop()
    else if (colon !== undefined) assertUniqueKey(openKeySets.at(-1), token.slice(0, -colon.length))
    if (openKeySets.length > maxDepth)
      throw new SyntaxError(`nested more than ${maxDepth} levels deep`)
  }
  return value
}

/** Returns the value of {@link parseStrictJson}, or `undefined` when it rejects the text. */
export function tryParseStrictJson(text: string): unknown {
  try {
    return parseStrictJson(text)
  } catch {
    return undefined
  }
}
