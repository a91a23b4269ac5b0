/**
 * Characters that a terminal, a log viewer or a browser can interpret. They are control characters (C0 and C1), formatting
 * characters, and line and paragraph separators. Formatting characters can change the direction of text (UAX #9).
 */
const controlCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The bidirectional formatting characters U+202A to U+202E and U+2066 to U+2069, which change the order in which text is
 * shown.
 */
const bidiCharacters = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * The start of a command that a CI runner executes anywhere in a line: `##[group]` (GitHub), `##vso[…]` (Azure Pipelines),
 * `##teamcity[…]`.
 */
const runnerCommandPattern = /(##\w*)\[/g

/** The start of a command that GitHub's runner executes at the start of a line, also after white space. */
const lineCommandPattern = /^(\s*):(?=:)/

const toHexCodePoint = (character: string) => (character.codePointAt(0) ?? 0).toString(16)

const escapeCharacter = (character: string) => `\\u{${toHexCodePoint(character)}}`

/** Returns the JSON escapes of a character's UTF-16 code units. */
const escapeJsonCharacter = (character: string) =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')

/**
 * Returns untrusted text on one line, safe for terminals and CI logs. Control characters and the commands of CI runners are
 * escaped.
 */
export function escapeForTerminal(text: string): string {
  return text
    .replace(controlCharacters, escapeCharacter)
    .replace(runnerCommandPattern, `$1${escapeCharacter('[')}`)
    .replace(lineCommandPattern, `$1${escapeCharacter(':')}`)
}

/**
 * Returns JSON of the same value, safe for terminals and CI logs. Uses JSON escapes for the characters that
 * {@link escapeForTerminal} escapes, except line breaks and indentation between values.
 *
 * @param json - the result of `JSON.stringify`
 */
export function escapeJsonForTerminal(json: string): string {
  return json
    .replace(controlCharacters, (character) =>
      /[\n\t]/.test(character) ? character : escapeJsonCharacter(character),
    )
    .replace(runnerCommandPattern, `$1${escapeJsonCharacter('[')}`)
}

/**
 * Returns text with escaped bidirectional formatting characters, for HTML, XML and Markdown. Everything else, including line
 * breaks, is unchanged.
 */
export function escapeBidi(text: string): string {
  return text.replace(bidiCharacters, escapeCharacter)
}
