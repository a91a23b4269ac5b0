import { type Algorithm, findAlgorithm } from './algorithms.ts'
import { parseCredentials } from './challenge.ts'
import { readPlain } from './plain-credentials.ts'
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
  /** Eight hexadecimal digits, as they were sent, because they are hashed so. */
  readonly nc: string
  readonly response: string
  readonly algorithm: Algorithm
}

const longestHeader = 8192

type Parameters = ReadonlyMap<string, string>

/** Reads parameters in any form that the grammar has, if their values are printable. */
function readPrintable(authorization: string): Parameters | undefined {
  const parameters = parseCredentials(authorization)?.parameters
  const printable = parameters !== undefined && [...parameters.values()].every(isPrintableAscii)
  return printable ? parameters : undefined
}

/** Reads `username`, or `username*` in the notation of RFC 8187, but not both. */
function readUsername(parameters: Parameters): string | undefined {
  const plain = parameters.get('username')
  const extended = parameters.get('username*')
  if (extended === undefined) return plain
  const [, escaped] = /^UTF-8'[^']*'(.*)$/i.exec(extended) ?? []
  if (plain !== undefined || escaped === undefined) return undefined
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

function isSupported(parameters: Parameters): boolean {
  const [qop, userhash] = [parameters.get('qop'), parameters.get('userhash')]
  return qop?.toLowerCase() === 'auth' && userhash?.toLowerCase() !== 'true'
}

function hasForm({ nc, response, algorithm }: Credentials): boolean {
  const isCount = /^[0-9a-f]{8}$/i.test(nc) && Number.parseInt(nc, 16) > 0
  return isCount && response.length === algorithm.hexDigits && /^[0-9a-f]+$/.test(response)
}

/**
 * Reads an `Authorization` value. `missing` is said of an absent value and of another scheme.
 *
 * @internal
 */
export function readCredentials(
  authorization: string | null | undefined,
): Credentials | 'missing' | 'malformed' | 'unsupported' {
  if (!/^\s*digest(?![^\s,])/i.test(authorization ?? '')) return 'missing'
  if (!authorization || authorization.length > longestHeader) return 'malformed'
  const parameters = readPlain(authorization) ?? readPrintable(authorization)
  if (parameters === undefined) return 'malformed'
  const algorithm = findAlgorithm(parameters.get('algorithm'))
  if (algorithm === undefined || !isSupported(parameters)) return 'unsupported'
  const username = readUsername(parameters)
  const [realm, uri] = [parameters.get('realm'), parameters.get('uri')]
  const [nonce, cnonce] = [parameters.get('nonce'), parameters.get('cnonce')]
  const [nc, response] = [parameters.get('nc'), parameters.get('response')]
  if (username === undefined || realm === undefined || uri === undefined) return 'malformed'
  if (nonce === undefined || cnonce === undefined || nc === undefined) return 'malformed'
  if (response === undefined) return 'malformed'
  const credentials = { username, realm, uri, nonce, cnonce, nc, response, algorithm }
  return hasForm(credentials) ? credentials : 'malformed'
}
