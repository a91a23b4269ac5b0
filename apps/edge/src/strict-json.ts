/** Levels of arrays and objects. A request needs one, an answer of Atlas five. */
const deepest = 16

/** Every string with the colon that makes it a key, and every bracket, of a text that is JSON already. */
const marks = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g

/** A key that would reach an object's prototype where code is careless with it. */
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype'])

function checkKey(keys: Set<string> | undefined, literal: string): void {
  const key: string = JSON.parse(literal)
  if (refusedKeys.has(key)) throw new SyntaxError(`forbidden key ${literal}`)
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
  const open: Set<string>[] = []
  for (const [mark, colon] of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') open.push(new Set())
    else if (mark === '}' || mark === ']') open.pop()
    else if (colon !== undefined) checkKey(open.at(-1), mark.slice(0, -colon.length))
    if (open.length > deepest) throw new SyntaxError(`nested more than ${deepest} levels deep`)
  }
  return value
}
