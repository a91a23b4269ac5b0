import type { AtlasRequest } from './http.ts'

/** Replaces a secret. */
const redactionMark = '…'

/** Decodes the password of Basic credentials (RFC 7617). Returns `undefined` for malformed ones. */
function parseBasicPassword(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const userPass = new TextDecoder().decode(bytes)
    return userPass.includes(':') ? userPass.slice(userPass.indexOf(':') + 1) : undefined
  } catch {
    return undefined
  }
}

/** Returns the secrets in an `Authorization` value (RFC 9110, section 11.4): the credentials, and the secret parts of them. */
function parseAuthorizationSecrets(authorization: string): (string | undefined)[] {
  const [, scheme = '', credentials = authorization] = /^(\S+) +(.*)$/s.exec(authorization) ?? []
  switch (scheme.toLowerCase()) {
    case 'basic':
      // Without padding, so that an echo without it is found as well.
      return [credentials.replace(/=+$/, ''), parseBasicPassword(credentials)]
    case 'digest':
      return [credentials, /\bresponse="?([^",]+)/.exec(credentials)?.[1]]
    default:
      return [credentials]
  }
}

/** Returns the secrets in `Authorization` values, for {@link redact}. */
export function extractSecrets(authorizations: readonly string[]): readonly string[] {
  return authorizations
    .flatMap(parseAuthorizationSecrets)
    .filter((secret): secret is string => Boolean(secret))
}

/** Returns a secret verbatim, form-encoded and JSON-escaped. */
function toEncodedForms(secret: string): readonly string[] {
  const formEncoded = new URLSearchParams({ '': secret }).toString().slice(1)
  return [secret, formEncoded, JSON.stringify(secret).slice(1, -1)]
}

const htmlEntities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** A backslash escape (JSON, shell), percent-encoded bytes, or an HTML character reference. */
const escapePattern =
  /\\(?:u[\da-fA-F]{4}|.)|(?:%[\da-fA-F]{2})+|&(?:#x[\da-fA-F]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gs

function decodeBackslash(match: string): string {
  try {
    return JSON.parse(`"${match}"`)
  } catch {
    return match.slice(1)
  }
}

function decodePercent(match: string): string {
  const bytes = Uint8Array.from(match.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function decodeCharacterReference(reference: string): string {
  if (!reference.startsWith('&#')) return htmlEntities[reference] ?? reference
  const codePoint = Number(reference.slice(2, -1).replace('x', '0x'))
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : reference
}

/** Decodes one level of escapes. */
function decodeEscapes(text: string): string {
  return text.replace(escapePattern, (match) => {
    if (match.startsWith('\\')) return decodeBackslash(match)
    return match.startsWith('%') ? decodePercent(match) : decodeCharacterReference(match)
  })
}

/** JSON within a form within HTML has three levels. */
const maxEscapeLevels = 3

/** Returns whether a text contains a secret below its escapes. */
function hasEscapedSecret(text: string, secrets: readonly string[]): boolean {
  let decodedText = text
  for (let level = 0; level < maxEscapeLevels; level++) {
    decodedText = decodeEscapes(decodedText)
    if (secrets.some((secret) => decodedText.includes(secret))) return true
  }
  return false
}

/**
 * Replaces the secrets in a text from a server with `…`. A text that contains a secret in an unusual encoding is replaced
 * as a whole.
 */
export function redact(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text
  // Longest first, because one secret may be part of another.
  const forms = secrets.flatMap(toEncodedForms).sort((a, b) => b.length - a.length)
  const redactedText = forms.reduce((result, form) => result.replaceAll(form, redactionMark), text)
  return hasEscapedSecret(redactedText, secrets) ? redactionMark : redactedText
}

/** Deeper than any error of Atlas, and shallow enough for the call stack. */
const maxDepth = 20

/** Redacts every string and key of a JSON value. Replaces values that are nested too deeply. */
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

const maxSnippetLength = 500

/** Credentials by their scheme, for texts that echo a request whose secrets are not known. */
const credentialPattern = /\b(bearer|basic|digest)\s+[^<>\r\n]+/gi

/** Fields whose value is a secret, also in JSON that was cut off. */
const secretFieldPattern = /("(?:access_token|\w*secret|privateKey|password)"\s*:\s*")[^"]*/gi

/** Returns the beginning of a text for an error message: one line, at most 500 characters, without credentials. */
export function redactedSnippet(text: string): string {
  const redactedText = text
    .slice(0, 2 * maxSnippetLength)
    .replace(credentialPattern, `$1 ${redactionMark}`)
    .replace(secretFieldPattern, `$1${redactionMark}`)
  const singleLine = redactedText.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return singleLine.length > maxSnippetLength
    ? `${singleLine.slice(0, maxSnippetLength)}…`
    : singleLine
}

const getAuthorization = ({ headers }: Pick<AtlasRequest, 'headers'>) => headers['authorization']

/** Records the `Authorization` values that a client sends, so that its errors can redact them. */
export class SentCredentials {
  /** Keyed by the signal of the call, which strategies pass on with each request. */
  readonly #callValues = new WeakMap<AbortSignal, Set<string>>()
  #strategyValue: string | undefined

  /** Records the credentials of a request that belongs to a call. */
  add(request: AtlasRequest): void {
    const authorization = getAuthorization(request)
    if (authorization === undefined) return
    const values = this.#callValues.get(request.signal) ?? new Set()
    this.#callValues.set(request.signal, values.add(authorization))
  }

  /** Records the credentials of a strategy's own request, such as a token request. Only the last value is remembered. */
  addForStrategy(request: Pick<AtlasRequest, 'headers'>): void {
    this.#strategyValue = getAuthorization(request) ?? this.#strategyValue
  }

  /** Returns the values that a call was sent with, and the last one of its strategy. */
  forCall({ signal }: Pick<AtlasRequest, 'signal'>): readonly string[] {
    const strategyValues = this.#strategyValue === undefined ? [] : [this.#strategyValue]
    return [...(this.#callValues.get(signal) ?? []), ...strategyValues]
  }
}
