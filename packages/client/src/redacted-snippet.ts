const maxSnippetLength = 500

/** A server that echoes its request would otherwise put the credentials into an error message. */
const credentialPattern = /\b(bearer|basic|digest)\s+[^<>\r\n]+/gi

/** A response that was cut off, or that is not JSON for another reason, may hold a secret that Atlas shows once. */
const secretPattern = /("(?:access_token|\w*secret|privateKey|password)"\s*:\s*")[^"]*/gi

/** The beginning of a text as an error message may show it: on one line, at most 500 characters, no credentials. */
export function redactedSnippet(text: string): string {
  const redactedText = text
    .slice(0, 2 * maxSnippetLength)
    .replace(credentialPattern, '$1 …')
    .replace(secretPattern, '$1…')
  const singleLine = redactedText.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return singleLine.length > maxSnippetLength
    ? `${singleLine.slice(0, maxSnippetLength)}…`
    : singleLine
}
