import { type Algorithm, findAlgorithm } from './algorithms.ts'
import { parseCredentials } from './challenge.ts'
import { type DigestParameters, scanCredentials } from './credentials-scanner.ts'
import { isPrintableAscii } from './quoted-string.ts'

/**
 * Digest credentials of the right form (RFC 7616 §3.4); nothing in them is proven.
 *
 * @internal
 */
export interface ParsedDigestCredentials {
  readonly username: string
  readonly realm: string
  readonly uri: string
  readonly nonce: string
  readonly cnonce: string
  /** Eight hexadecimal digits, as they were sent, because they are hashed so; and the count that they are, above 0. */
  readonly nc: string
  readonly count: number
  /** As long as the algorithm's; whether it is hexadecimal is for those to see who find that it is wrong. */
  readonly response: string
  readonly algorithm: Algorithm
}

const maxHeaderLength = 8192
const schemePattern = /^\s*digest(?![^\s,])/i

interface CredentialParameters extends DigestParameters {
  readonly 'username*'?: string
}

/** Reads parameters in any form that the grammar has, if their values are printable. */
function parsePrintableParameters(authorization: string): CredentialParameters | undefined {
  const parameters = parseCredentials(authorization)?.parameters
  const isPrintable = parameters !== undefined && [...parameters.values()].every(isPrintableAscii)
  return isPrintable ? Object.fromEntries(parameters) : undefined
}

function parseDigestParameters(
  authorization: string,
): CredentialParameters | 'missing' | 'malformed' {
  if (authorization.length > maxHeaderLength)
    return schemePattern.test(authorization) ? 'malformed' : 'missing'
  const plainParameters = scanCredentials(authorization)
  if (plainParameters !== undefined) return plainParameters
  if (!schemePattern.test(authorization)) return 'missing'
  return parsePrintableParameters(authorization) ?? 'malformed'
}

/** Reads `username`, or `username*` in the notation of RFC 8187, but not both. */
function parseUsername({
  username,
  'username*': extendedUsername,
}: CredentialParameters): string | undefined {
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

/** The count that eight hexadecimal digits are; 0 for anything else. */
function parseNonceCount(nc: string): number {
  return /^[0-9a-f]{8}$/i.test(nc) ? Number.parseInt(nc, 16) : 0
}

/**
 * Reads an `Authorization` value. `missing` is said of an absent value and of another scheme.
 *
 * @internal
 */
export function parseDigestCredentials(
  authorization: string | null | undefined,
): ParsedDigestCredentials | 'missing' | 'malformed' | 'unsupported' {
  const parameters = parseDigestParameters(authorization ?? '')
  if (typeof parameters === 'string') return parameters
  const algorithm = findAlgorithm(parameters.algorithm)
  if (algorithm === undefined || !isSupported(parameters)) return 'unsupported'
  const username = parseUsername(parameters)
  const { realm, uri, nonce, cnonce, nc, response } = parameters
  if (username === undefined || realm === undefined || uri === undefined) return 'malformed'
  if (nonce === undefined || cnonce === undefined || nc === undefined) return 'malformed'
  const count = parseNonceCount(nc)
  if (count === 0 || response?.length !== algorithm.hexDigits) return 'malformed'
  return { username, realm, uri, nonce, cnonce, nc, count, response, algorithm }
}
