const scheme = /^digest +/i

/** Printable ASCII without a backslash: no quoted string has an escape. */
const plain = /^[ -[\]-~]*$/

const token = /^[\w!#$%&'*+.^`|~-]+$/

/** Where the next parameter begins, past a comma and spaces; undefined where something else stands. */
function pastComma(header: string, from: number): number | undefined {
  let at = from
  while (header[at] === ' ') at++
  if (at < header.length && header[at++] !== ',') return undefined
  while (header[at] === ' ') at++
  return at
}

/**
 * Reads Digest credentials in one pass if they are written as clients write them: parameters by lower-case name. Answers
 * undefined for any other form, right or wrong, which is left to the grammar of {@link parseCredentials}.
 *
 * @internal
 */
export function readPlain(header: string): Map<string, string> | undefined {
  const [start] = scheme.exec(header) ?? []
  if (start === undefined || !plain.test(header)) return undefined
  const parameters = new Map<string, string>()
  let at: number | undefined = start.length
  while (at < header.length) {
    const equals: number = header.indexOf('=', at)
    const name = header.slice(at, equals).toLowerCase()
    if (equals < 0 || !token.test(name) || parameters.has(name)) return undefined
    const quoted = header[equals + 1] === '"'
    const from = quoted ? equals + 2 : equals + 1
    const end: number = header.indexOf(quoted ? '"' : ',', from)
    if (end < 0 && quoted) return undefined
    const value = end < 0 ? header.slice(from) : header.slice(from, end)
    if (!quoted && !token.test(value)) return undefined
    parameters.set(name, value)
    at = end < 0 ? header.length : pastComma(header, quoted ? end + 1 : end)
    if (at === undefined) return undefined
  }
  return parameters.size > 0 ? parameters : undefined
}
