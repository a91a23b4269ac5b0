const schemePrefix = 'Digest '

/** Printable ASCII without a backslash: no quoted string has an escape. */
const plainPattern = /^[ -[\]-~]*$/

const tokenPattern = /^[\w!#$%&'*+.^`|~-]+$/

/** The parameters of RFC 7616, section 3.4, as they are written there. */
const parameterNames = [
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

type ParameterName = (typeof parameterNames)[number]

/** Parameters by their names. */
export type DigestParameters = { [_ in ParameterName]?: string }

/** The name of the parameter that begins at a place; undefined where none does. */
const matchParameterName = (header: string, position: number): ParameterName | undefined =>
  parameterNames.find(
    (name) => header[position + name.length] === '=' && header.startsWith(name, position),
  )

/** Where the next parameter begins, past a comma and spaces; undefined where something else stands. */
function skipComma(header: string, start: number): number | undefined {
  let position = start
  while (header[position] === ' ') position++
  if (position < header.length && header[position++] !== ',') return undefined
  while (header[position] === ' ') position++
  return position
}

/**
 * Reads Digest credentials in one pass if they are written as clients write them, by the names of their parameters. Answers
 * undefined for any other form, right or wrong, which is left to the grammar of {@link parseCredentials}.
 *
 * @internal
 */
export function scanCredentials(header: string): DigestParameters | undefined {
  if (!header.startsWith(schemePrefix) || !plainPattern.test(header)) return undefined
  const parameters: DigestParameters = {}
  let position: number | undefined = schemePrefix.length
  while (header[position] === ' ') position++
  if (position === header.length) return undefined
  while (position < header.length) {
    const name = matchParameterName(header, position)
    if (name === undefined || parameters[name] !== undefined) return undefined
    const start: number = position + name.length + 1
    const isQuoted: boolean = header[start] === '"'
    const valueStart = isQuoted ? start + 1 : start
    const end: number = header.indexOf(isQuoted ? '"' : ',', valueStart)
    if (end < 0 && isQuoted) return undefined
    const value = end < 0 ? header.slice(valueStart) : header.slice(valueStart, end)
    if (!isQuoted && !tokenPattern.test(value)) return undefined
    parameters[name] = value
    position = end < 0 ? header.length : skipComma(header, isQuoted ? end + 1 : end)
    if (position === undefined) return undefined
  }
  return parameters
}
