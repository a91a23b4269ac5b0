/** One media range of an `Accept` header (RFC 9110, section 12.5.1). */
export interface MediaRange {
  /** Lower case: `application/vnd.atlas.2024-05-30+json`, or `*` in either half. */
  readonly mediaType: string
  /** The weight, 0 to 1. */
  readonly q: number
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const mediaTypePattern = new RegExp(`^(${token}/${token})$`)
const weightPattern = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/** Splits at `separator`, but not inside a quoted string (RFC 9110, section 5.6.4). An unclosed quote runs to the end. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let inQuotes = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inQuotes && char === '\\') i++
    else if (char === '"') inQuotes = !inQuotes
    else if (char === separator && !inQuotes) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** The weight among the parameters, 1 where there is none, `undefined` where it is malformed. */
function parseWeight(parameters: string[]): number | undefined {
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=', 2)
    if (name?.trim().toLowerCase() === 'q')
      return weightPattern.test(value.trim()) ? Number(value) : undefined
  }
  return 1
}

/** Characters. Browsers send some 150; thousands of media ranges would stop the event loop for milliseconds. */
const maxLength = 2048

/**
 * Parses an `Accept` header. A malformed media range is left out, as if it had not been sent; the others count. A header of
 * more than 2048 characters has none. Runs in linear time and never throws.
 */
export function parseAccept(header: string): MediaRange[] {
  if (header.length > maxLength) return []
  return splitOutsideQuotes(header, ',').flatMap((range) => {
    const [type = '', ...parameters] = splitOutsideQuotes(range, ';')
    const [, name] = mediaTypePattern.exec(type.trim()) ?? []
    const q = parseWeight(parameters)
    return name === undefined || q === undefined ? [] : [{ mediaType: name.toLowerCase(), q }]
  })
}
