/** What stands in a text in place of a secret. */
const redactionMark = '…'

const utf8 = /* @__PURE__ */ new TextEncoder()

/** Returns the bytes of a text as UTF-8, one character for each: what percent-encoding stands for, byte by byte. */
const toBinaryString = (text: string) => String.fromCharCode(...utf8.encode(text))

/** Returns `id:secret` without the id, which is none. `undefined` for what is not the credentials of RFC 7617. */
function parseBasicPassword(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const userPass = new TextDecoder().decode(bytes)
    return userPass.includes(':') ? userPass.slice(userPass.indexOf(':') + 1) : undefined
  } catch {
    return undefined
  }
}

/** Returns the secrets in a value of `Authorization` (RFC 9110, section 11.4): all that follows the scheme, and its parts. */
function parseAuthorizationSecrets(authorization: string): (string | undefined)[] {
  const [, scheme = '', credentials = authorization] = /^(\S+) +(.*)$/s.exec(authorization) ?? []
  const unpaddedCredentials = credentials.replace(/=+$/, '')
  const base64 = [
    credentials,
    unpaddedCredentials,
    unpaddedCredentials.replaceAll('+', '-').replaceAll('/', '_'),
  ]
  switch (scheme.toLowerCase()) {
    case 'basic':
      return [...base64, parseBasicPassword(credentials)]
    case 'digest':
      return [credentials, /\bresponse="?([^",]+)/.exec(credentials)?.[1]]
    default:
      return [credentials]
  }
}

/** Returns the secrets in values of `Authorization`, for {@link redact}. */
export function extractSecrets(authorizations: readonly string[]): readonly string[] {
  const secrets = authorizations.flatMap(parseAuthorizationSecrets)
  return secrets.filter((secret) => secret !== undefined && secret !== '').map(String)
}

/** Returns a secret as it is, and as JSON and forms write it. */
function toEncodedForms(secret: string): readonly string[] {
  const formEncoded = new URLSearchParams({ '': secret }).toString().slice(1)
  return [
    secret,
    formEncoded,
    formEncoded.replaceAll('+', '%20'),
    JSON.stringify(secret).slice(1, -1),
  ]
}

const htmlEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  sol: '/',
  plus: '+',
  equals: '=',
  colon: ':',
}
const controlEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** An escape of JSON and of JavaScript, of a URL, or of HTML. */
const escapePattern =
  /\\u([\da-f]{4})|(?:\\x|%)([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&(\w{2,6});|\\(.)/gis

type CaptureGroups = readonly (string | undefined)[]

function decodeEscape(
  match: string,
  [codeUnit, byte, hex, decimal, name, character]: CaptureGroups,
): string {
  const digits = codeUnit ?? byte ?? hex
  const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16)
  if (code <= 0x10ffff) return String.fromCodePoint(code)
  if (name !== undefined) return htmlEntities[name.toLowerCase()] ?? match
  return character === undefined ? match : (controlEscapes[character] ?? character)
}

/** Takes one level of escapes off, of whatever kind they are. */
function decodeEscapes(text: string): string {
  return text.replace(escapePattern, (match, ...groups: CaptureGroups) =>
    decodeEscape(match, groups),
  )
}

/** How many levels of escapes are looked through: JSON within a form within HTML has three levels. */
const maxEscapeLevels = 5

/** Whether a text has one of the secrets in it, however it is escaped. */
function hasEscapedSecret(text: string, secrets: readonly string[]): boolean {
  const forms = [...secrets, ...secrets.map(toBinaryString)]
  let [current, previous] = [text, '']
  for (let level = 0; level < maxEscapeLevels && current !== previous; level++) {
    if (forms.some((form) => current.includes(form))) return true
    ;[current, previous] = [decodeEscapes(current), current]
  }
  return false
}

/**
 * Returns a text from a server without secrets that it repeats: each is replaced, and the text as a whole where one is
 * escaped in an unusual way.
 */
export function redact(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text
  // The longest first, since one may be a part of another.
  const forms = secrets.flatMap(toEncodedForms).sort((a, b) => b.length - a.length)
  const redactedText = forms.reduce((result, form) => result.replaceAll(form, redactionMark), text)
  return hasEscapedSecret(redactedText, secrets) ? redactionMark : redactedText
}

/** Deeper than any error of Atlas, and not as deep as the stack. */
const maxDepth = 20

/** Returns a value of JSON with each text in it redacted; what is nested too deeply is replaced. */
export function redactDeep(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) return redactionMark
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, secrets, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redact(key, secrets),
      redactDeep(item, secrets, depth + 1),
    ]),
  )
}
