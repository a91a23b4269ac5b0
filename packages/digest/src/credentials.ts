import { type Algorithm, algorithms, findAlgorithm } from './algorithms.ts'
import { parseCredentials } from './challenge.ts'
import { isPrintableAscii } from './quoted-string.ts'

/**
 * Syntactically valid Digest credentials (RFC 7616 §3.4), which have not been verified.
 *
 * @internal
 */
export interface ParsedDigestCredentials {
  readonly username: string
  readonly realm: string
  readonly uri: string
  readonly nonce: string
  readonly cnonce: string
  /** The nonce count as sent, eight hexadecimal digits in any case, because the digest covers this spelling. */
  readonly nc: string
  /** The nonce count as a number above 0. */
  readonly count: number
  /** Has the length of the algorithm's hash. Whether the digits are hexadecimal is checked only when the digest differs. */
  readonly response: string
  readonly algorithm: Algorithm
}

/** The parameters of RFC 7616 §3.4, except `username*`. */
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

type DigestParameters = { [_ in ParameterName | 'username*']?: string }

const schemePrefix = 'Digest '

/** Printable ASCII without a backslash, so that no quoted string has an escape. */
const unescapedPattern = /^[ -[\]-~]*$/

const tokenPattern = /^[\w!#$%&'*+.^`|~-]+$/

const matchParameterName = (header: string, position: number): ParameterName | undefined =>
  parameterNames.find(
    (name) => header[position + name.length] === '=' && header.startsWith(name, position),
  )

/** Returns the position after a comma and spaces, or `undefined` when something else follows. */
function skipComma(header: string, start: number): number | undefined {
  let position = start
  while (header[position] === ' ') position++
  if (position < header.length && header[position++] !== ',') return undefined
  while (header[position] === ' ') position++
  return position
}

/**
 * Parses Digest credentials in the form that clients usually send, in one pass. Returns `undefined` for any other form, valid
 * or not, which the slower {@link parseCredentials} handles.
 *
 * @internal
 */
export function scanCredentials(header: string): DigestParameters | undefined {
  if (!header.startsWith(schemePrefix) || !unescapedPattern.test(header)) return undefined
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

/** Parses parameters in any form of the grammar. Returns `undefined` unless their values are printable. */
function parsePrintableParameters(authorization: string): DigestParameters | undefined {
  const parameters = parseCredentials(authorization)?.parameters
  const isPrintable = parameters !== undefined && [...parameters.values()].every(isPrintableAscii)
  return isPrintable ? Object.fromEntries(parameters) : undefined
}

const maxHeaderLength = 8192
const schemePattern = /^\s*digest(?![^\s,])/i

function parseDigestParameters(authorization: string): DigestParameters | 'missing' | 'malformed' {
  if (authorization.length > maxHeaderLength)
    return schemePattern.test(authorization) ? 'malformed' : 'missing'
  const scannedParameters = scanCredentials(authorization)
  if (scannedParameters !== undefined) return scannedParameters
  if (!schemePattern.test(authorization)) return 'missing'
  return parsePrintableParameters(authorization) ?? 'malformed'
}

/** Returns `username`, or the decoded `username*` (RFC 8187), or `undefined` for both. */
function parseUsername({
  username,
  'username*': extendedUsername,
}: DigestParameters): string | undefined {
  if (extendedUsername === undefined) return username
  const [, encoded] = /^UTF-8'[^']*'(.*)$/i.exec(extendedUsername) ?? []
  if (username !== undefined || encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

function isSupported({ qop, userhash }: DigestParameters): boolean {
  return qop?.toLowerCase() === 'auth' && userhash?.toLowerCase() !== 'true'
}

/** Parses a nonce count of eight hexadecimal digits. Returns 0 for anything else. */
function parseNonceCount(nc: string): number {
  return /^[0-9a-f]{8}$/i.test(nc) ? Number.parseInt(nc, 16) : 0
}

/**
 * Parses an `Authorization` value. Returns `'missing'` when the value is absent or of another scheme.
 *
 * @internal
 */
export function parseDigestCredentials(
  authorization: string | null | undefined,
): ParsedDigestCredentials | 'missing' | 'malformed' | 'unsupported' {
  const parameters = parseDigestParameters(authorization ?? '')
  if (typeof parameters === 'string') return parameters
  const algorithm = findAlgorithm(algorithms, parameters.algorithm)
  if (algorithm === undefined || !isSupported(parameters)) return 'unsupported'
  const username = parseUsername(parameters)
  const { realm, uri, nonce, cnonce, nc, response } = parameters
  if (username === undefined || realm === undefined || uri === undefined) return 'malformed'
  if (nonce === undefined || cnonce === undefined || nc === undefined) return 'malformed'
  const count = parseNonceCount(nc)
  if (count === 0 || response?.length !== algorithm.hexDigits) return 'malformed'
  return { username, realm, uri, nonce, cnonce, nc, count, response, algorithm }
}
