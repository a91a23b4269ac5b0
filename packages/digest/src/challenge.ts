import { type Algorithm, findAlgorithm } from './algorithms.ts'
import { isPrintableAscii, unquote } from './quoted-string.ts'

/**
 * A challenge of a `WWW-Authenticate` value, or the credentials of an `Authorization` value. Both have the same syntax
 * (RFC 9110 §11.3 and §11.4).
 */
export interface Challenge {
  /** The authentication scheme in lower case: `digest`, `basic`. */
  readonly scheme: string
  /** The token68 after the scheme, or an empty string. */
  readonly token68: string
  /** The parameters by lower-case name, unquoted, including unknown ones. */
  readonly parameters: ReadonlyMap<string, string>
}

interface PartialChallenge extends Challenge {
  readonly parameters: Map<string, string>
  malformed: boolean
}

const parameterPattern = /^([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*/
const schemePattern = /^([\w!#$%&'*+.^`|~-]+)(?: +|$)/
const tokenPattern = /^[\w!#$%&'*+.^`|~-]+$/
const token68Pattern = /^[\w.~+/-]+=*$/

/** Splits a list at the commas outside quoted strings. */
function splitList(header: string): string[] {
  const elements: string[] = []
  let start = 0
  let inQuotes = false
  for (let index = 0; index < header.length; index++) {
    const character = header[index]
    if (character === '"') inQuotes = !inQuotes
    else if (inQuotes && character === '\\') index++
    else if (!inQuotes && character === ',') {
      elements.push(header.slice(start, index))
      start = index + 1
    }
  }
  elements.push(header.slice(start))
  return elements.map((element) => element.trim()).filter((element) => element !== '')
}

/** Adds `name=value` to a challenge. Returns false when the element is malformed or repeats a name. */
function addParameter(challenge: PartialChallenge, element: string): boolean {
  const [prefix, name] = parameterPattern.exec(element) ?? []
  if (prefix === undefined || name === undefined) return false
  const rawValue = element.slice(prefix.length)
  const value = tokenPattern.test(rawValue)
    ? rawValue
    : rawValue.startsWith('"') && unquote(rawValue)
  const key = name.toLowerCase()
  // RFC 9110 §11.2: a parameter name occurs only once in a challenge.
  if (typeof value !== 'string' || challenge.parameters.has(key)) return false
  challenge.parameters.set(key, value)
  return true
}

function startChallenge(scheme: string, remainder: string): PartialChallenge {
  const isToken68 = token68Pattern.test(remainder)
  const challenge: PartialChallenge = {
    scheme: scheme.toLowerCase(),
    token68: isToken68 ? remainder : '',
    parameters: new Map(),
    malformed: false,
  }
  challenge.malformed = remainder !== '' && !isToken68 && !addParameter(challenge, remainder)
  return challenge
}

function parsePartialChallenges(header: string): PartialChallenge[] {
  const challenges: PartialChallenge[] = []
  for (const element of splitList(header)) {
    const [prefix, scheme] = parameterPattern.test(element)
      ? []
      : (schemePattern.exec(element) ?? [])
    const current = challenges.at(-1)
    if (prefix !== undefined && scheme !== undefined) {
      challenges.push(startChallenge(scheme, element.slice(prefix.length)))
    } else if (current !== undefined) {
      const isValid = current.token68 === '' && addParameter(current, element)
      current.malformed ||= !isValid
    }
  }
  return challenges
}

/**
 * Parses the challenges of a `WWW-Authenticate` value (RFC 9110 §11.6.1). Ignores malformed challenges and never throws.
 *
 * @internal
 */
export function parseChallenges(header: string): Challenge[] {
  return parsePartialChallenges(header).filter(({ malformed }) => !malformed)
}

/**
 * Parses the credentials of an `Authorization` value (RFC 9110 §11.6.2). Returns `undefined` when they are malformed or more
 * than one. Never throws.
 *
 * @internal
 */
export function parseCredentials(header: string): Challenge | undefined {
  const [first, ...otherChallenges] = parsePartialChallenges(header)
  return first === undefined || first.malformed || otherChallenges.length > 0 ? undefined : first
}

/**
 * Parses an `Authentication-Info` value, which has parameters without a scheme (RFC 7615 §3). Returns an empty map when they
 * are malformed. Never throws.
 *
 * @internal
 */
export function parseParameters(header: string): ReadonlyMap<string, string> {
  return parseCredentials(`authentication-info ${header}`)?.parameters ?? new Map()
}

type ParameterList = readonly (readonly [name: string, value: string])[]

/**
 * Serializes parameters. Values must be quoted strings or tokens.
 *
 * @internal
 */
export function serializeParameters(parameters: ParameterList): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join(', ')
}

/**
 * Serializes a Digest challenge or Digest credentials.
 *
 * @internal
 */
export function serializeDigest(parameters: ParameterList): string {
  return `Digest ${serializeParameters(parameters)}`
}

/**
 * A Digest challenge that the client supports.
 *
 * @internal
 */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly algorithm: Algorithm
  /** Whether the challenge has the `algorithm` parameter. The credentials have it only if the challenge does. */
  readonly namesAlgorithm: boolean
}

function toDigestChallenge(
  supportedAlgorithms: readonly Algorithm[],
  { scheme, parameters }: Challenge,
): DigestChallenge | undefined {
  const [realm, nonce, opaque] = ['realm', 'nonce', 'opaque'].map((name) => parameters.get(name))
  const algorithm = findAlgorithm(supportedAlgorithms, parameters.get('algorithm'))
  const qops = parameters
    .get('qop')
    ?.toLowerCase()
    .split(/[ \t,]+/)
  if (scheme !== 'digest' || algorithm === undefined || !qops?.includes('auth')) return undefined
  if (realm === undefined || nonce === undefined) return undefined
  if (![realm, nonce, opaque ?? ''].every(isPrintableAscii)) return undefined
  return { realm, nonce, opaque, algorithm, namesAlgorithm: parameters.has('algorithm') }
}

/**
 * Returns the strongest supported Digest challenge of a `WWW-Authenticate` value. RFC 7616 §3.7 leaves it to the client's
 * policy whether strength or the server's order decides.
 *
 * @internal
 */
export function findStrongestChallenge(
  header: string,
  supportedAlgorithms: readonly Algorithm[],
): DigestChallenge | undefined {
  const candidates = parseChallenges(header)
    .map((challenge) => toDigestChallenge(supportedAlgorithms, challenge))
    .filter((candidate) => candidate !== undefined)
  return supportedAlgorithms
    .map((algorithm) => candidates.find((candidate) => candidate.algorithm === algorithm))
    .find((candidate) => candidate !== undefined)
}
