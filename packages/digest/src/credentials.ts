import { type Algorithm, findAlgorithm } from './algorithms.ts'
import { parseCredentials } from './challenge.ts'
import { type Parameters, readPlain } from './plain-credentials.ts'
import { isPrintableAscii } from './quoted-string.ts'

/**
 * Digest credentials of the right form (RFC 7616 §3.4); nothing in them is proven.
 *
 * @internal
 */
export interface Credentials {
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

const longestHeader = 8192
const scheme = /^\s*digest(?![^\s,])/i

interface Written extends Parameters {
  readonly 'username*'?: string
}

/** Reads parameters in any form that the grammar has, if their values are printable. */
function readPrintable(authorization: string): Written | undefined {
  const parameters = parseCredentials(authorization)?.parameters
  const printable = parameters !== undefined && [...parameters.values()].every(isPrintableAscii)
  return printable ? Object.fromEntries(parameters) : undefined
}

function readParameters(authorization: string): Written | 'missing' | 'malformed' {
  if (authorization.length > longestHeader)
    return scheme.test(authorization) ? 'malformed' : 'missing'
  const plain = readPlain(authorization)
  if (plain !== undefined) return plain
  if (!scheme.test(authorization)) return 'missing'
  return readPrintable(authorization) ?? 'malformed'
}

/** Reads `username`, or `username*` in the notation of RFC 8187, but not both. */
function readUsername({ username, 'username*': extended }: Written): string | undefined {
  if (extended === undefined) return username
  const [, escaped] = /^UTF-8'[^']*'(.*)$/i.exec(extended) ?? []
  if (username !== undefined || escaped === undefined) return undefined
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

function isSupported({ qop, userhash }: Parameters): boolean {
  return qop?.toLowerCase() === 'auth' && userhash?.toLowerCase() !== 'true'
}

/** The count that eight hexadecimal digits are; 0 for anything else. */
function countOf(nc: string): number {
  return /^[0-9a-f]{8}$/i.test(nc) ? Number.parseInt(nc, 16) : 0
}

/**
 * Reads an `Authorization` value. `missing` is said of an absent value and of another scheme.
 *
 * @internal
 */
export function readCredentials(
  authorization: string | null | undefined,
): Credentials | 'missing' | 'malformed' | 'unsupported' {
  const parameters = readParameters(authorization ?? '')
  if (typeof parameters === 'string') return parameters
  const algorithm = findAlgorithm(parameters.algorithm)
  if (algorithm === undefined || !isSupported(parameters)) return 'unsupported'
  const username = readUsername(parameters)
  const { realm, uri, nonce, cnonce, nc, response } = parameters
  if (username === undefined || realm === undefined || uri === undefined) return 'malformed'
  if (nonce === undefined || cnonce === undefined || nc === undefined) return 'malformed'
  const count = countOf(nc)
  if (count === 0 || response?.length !== algorithm.hexDigits) return 'malformed'
  return { username, realm, uri, nonce, cnonce, nc, count, response, algorithm }
}
