const scheme = /^digest +/i

/** Printable ASCII without a backslash: no quoted string has an escape. */
const plain = /^[ -[\]-~]*$/

const token = /^[\w!#$%&'*+.^`|~-]+$/

/** The parameters of RFC 7616, section 3.4, as they are written there. */
const names = new Set([
  'username',
  'realm',
  'uri',
  'nonce',
  'cnonce',
  'nc',
  'response',
  'algorithm',
  'qop',
  'opaque',
  'userhash',
])

/** Where the next parameter begins, past a comma and spaces; undefined where something else stands. */
function pastComma(header: string, from: number): number | undefined {
  let at = from
  while (header[at] === ' ') at++
  if (at < header.length && header[at++] !== ',') return undefined
  while (header[at] === ' ') at++
  return at
}

/**
 * Reads Digest credentials in one pass if they are written as clients write them, by the names of their parameters. Answers
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
    const name = header.slice(at, equals)
    if (!names.has(name) || parameters.has(name)) return undefined
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
