const longest = 500

/** A server that echoes its request would otherwise put the credentials into an error message. */
const credentials = /\b(bearer|basic|digest)\s+[^<>\r\n]+/gi

/** A response that was cut off, or that is not JSON for another reason, may hold a secret that Atlas shows once. */
const secrets = /("(?:access_token|\w*secret|privateKey|password)"\s*:\s*")[^"]*/gi

/** The beginning of a text as an error message may show it: on one line, at most 500 characters, no credentials. */
export function excerpt(text: string): string {
  const safe = text
    .slice(0, 2 * longest)
    .replace(credentials, '$1 …')
    .replace(secrets, '$1…')
  const line = safe.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
