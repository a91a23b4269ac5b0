/** Levels of arrays and objects. A request needs one, an answer of Atlas five. */
const maxDepth = 16

/** Every string with the colon that makes it a key, and every bracket, of a text that is JSON already. */
const tokenPattern = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g

/** A key that would reach an object's prototype where code is careless with it. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

function assertUniqueKey(keys: Set<string> | undefined, literal: string): void {
  const key: string = JSON.parse(literal)
  if (forbiddenKeys.has(key)) throw new SyntaxError(`forbidden key ${literal}`)
  if (keys?.has(key)) throw new SyntaxError(`duplicate key ${literal}`)
  keys?.add(key)
}

/**
 * Parses JSON more strictly than `JSON.parse`: no key twice in an object (RFC 8259, section 4, leaves open which one
 * counts), no key of a prototype, no deep nesting.
 *
 * @throws SyntaxError that says what is wrong
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
