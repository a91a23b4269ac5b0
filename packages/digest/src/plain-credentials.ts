const scheme = 'Digest '

/** Printable ASCII without a backslash: no quoted string has an escape. */
const plain = /^[ -[\]-~]*$/

const token = /^[\w!#$%&'*+.^`|~-]+$/

/** The parameters of RFC 7616, section 3.4, as they are written there. */
const names = [
  'username',
  'realm',
  'nonce',
  'uri',
  'cnonce',
  'nc',
  'qop',
  'response',
  'algorithm',
  'opaque',
  'userhash',
] as const

type Name = (typeof names)[number]

/** Parameters by their names. */
export type Parameters = { [_ in Name]?: string }

/** The name of the parameter that begins at a place; undefined where none does. */
const nameAt = (header: string, at: number): Name | undefined =>
  names.find((name) => header[at + name.length] === '=' && header.startsWith(name, at))

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
export function readPlain(header: string): Parameters | undefined {
  if (!header.startsWith(scheme) || !plain.test(header)) return undefined
  const parameters: Parameters = {}
  let at: number | undefined = scheme.length
  while (header[at] === ' ') at++
  if (at === header.length) return undefined
  while (at < header.length) {
    const name = nameAt(header, at)
    if (name === undefined || parameters[name] !== undefined) return undefined
    const start: number = at + name.length + 1
    const quoted: boolean = header[start] === '"'
    const from = quoted ? start + 1 : start
    const end: number = header.indexOf(quoted ? '"' : ',', from)
    if (end < 0 && quoted) return undefined
    const text = end < 0 ? header.slice(from) : header.slice(from, end)
    if (!quoted && !token.test(text)) return undefined
    parameters[name] = text
    at = end < 0 ? header.length : pastComma(header, quoted ? end + 1 : end)
    if (at === undefined) return undefined
  }
  return parameters
}
