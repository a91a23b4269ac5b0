const scheme = /^digest +/i

/** A parameter with the comma after it, its value a token or a quoted string without escapes, in printable ASCII. */
const parameter =
  /([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*(?:"([ !#-[\]-~]*)"|([\w!#$%&'*+.^`|~-]+))[ \t]*(?:,[ \t]*|$)/y

/**
 * Reads Digest credentials in one pass if they are written as clients write them: parameters by lower-case name. Answers
 * undefined for any other form, right or wrong, which is left to the grammar of {@link parseCredentials}.
 *
 * @internal
 */
export function readPlain(header: string): Map<string, string> | undefined {
  const [start] = scheme.exec(header) ?? []
  if (start === undefined) return undefined
  const parameters = new Map<string, string>()
  parameter.lastIndex = start.length
  while (parameter.lastIndex < header.length) {
    const [, name, quoted, token] = parameter.exec(header) ?? []
    if (name === undefined) return undefined
    const key = name.toLowerCase()
    if (parameters.has(key)) return undefined
    parameters.set(key, quoted ?? token ?? '')
  }
  return parameters.size > 0 ? parameters : undefined
}
