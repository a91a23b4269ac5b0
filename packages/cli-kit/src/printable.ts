/**
 * Characters that a terminal, a log viewer or a browser may act on in place of showing them: control characters (C0 and
 * C1), formatting characters, which turn the direction of a text too (Unicode UAX #9), and line and paragraph separators.
 */
const controlCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The bidirectional formatting characters U+202A to U+202E and U+2066 to U+2069: by them, a text shows in another order
 * than the one that it has.
 */
const bidiCharacters = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * The beginning of a command that a CI runner obeys wherever it stands in a line: `##[group]` (GitHub), `##vso[…]` (Azure
 * Pipelines), `##teamcity[…]`.
 */
const runnerCommandPattern = /(##\w*)\[/g

/** The beginning of a command that GitHub's runner obeys at the beginning of a line, after white space too. */
const lineCommandPattern = /^(\s*):(?=:)/

const toHexCodePoint = (character: string) => (character.codePointAt(0) ?? 0).toString(16)

const escapeCharacter = (character: string) => `\\u{${toHexCodePoint(character)}}`

/** Returns JSON's escape of each UTF-16 code unit, which stands for the same text. */
const escapeJsonCharacter = (character: string) =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')

/**
 * Returns a text from elsewhere on one line, as a terminal or the log of a CI job may get it: characters that have an
 * effect are escaped, and commands to a runner are broken.
 */
export function escapeForTerminal(text: string): string {
  return text
    .replace(controlCharacters, escapeCharacter)
    .replace(runnerCommandPattern, `$1${escapeCharacter('[')}`)
    .replace(lineCommandPattern, `$1${escapeCharacter(':')}`)
}

/**
 * Returns JSON of the same value that a terminal, a log or the log of a CI job may get: what {@link escapeForTerminal} escapes or
 * breaks is written with JSON's own escapes. Line breaks and indentation between the values stay.
 *
 * @param json - what `JSON.stringify` returned
 */
export function escapeJsonForTerminal(json: string): string {
  return json
    .replace(controlCharacters, (character) =>
      /[\n\t]/.test(character) ? character : escapeJsonCharacter(character),
    )
    .replace(runnerCommandPattern, `$1${escapeJsonCharacter('[')}`)
}

/**
 * Returns a text that shows in the order that it has, for logs and reports of another format than a line: HTML, XML or
 * Markdown. Everything else in it, line breaks included, stays as it is.
 */
export function escapeBidi(text: string): string {
  return text.replace(bidiCharacters, escapeCharacter)
}
