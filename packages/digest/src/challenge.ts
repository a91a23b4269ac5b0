import { unquote } from './quoted-string.ts'

/**
 * One challenge of a `WWW-Authenticate` value, or the credentials of an `Authorization` value:
 * both have the same syntax (RFC 9110 §11.3 and §11.4).
 */
export interface Challenge {
  /** The authentication scheme in lower case: `digest`, `basic`. */
  readonly scheme: string
  /** The scheme's token68, empty when it has none. */
  readonly token68: string
  /** The parameters by lower-case name, unquoted and unescaped, unknown ones included. */
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

/** Splits a list at the commas that stand outside quoted strings. */
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

/** Reads `name=value` into the draft; false when it is none, or the draft has that name already. */
function addParameter(challenge: PartialChallenge, element: string): boolean {
  const [prefix, name] = parameterPattern.exec(element) ?? []
  if (prefix === undefined || name === undefined) return false
  const rawValue = element.slice(prefix.length)
  const value = tokenPattern.test(rawValue)
    ? rawValue
    : rawValue.startsWith('"') && unquote(rawValue)
  const key = name.toLowerCase()
  // RFC 9110 §11.2: a parameter name occurs once in a challenge.
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
 * Reads every challenge of a `WWW-Authenticate` value (RFC 9110 §11.6.1).
 * A malformed challenge is left out and the others count; the function never throws.
 *
 * @internal
 */
export function parseChallenges(header: string): Challenge[] {
  return parsePartialChallenges(header).filter(({ malformed }) => !malformed)
}

/**
 * Reads the credentials of an `Authorization` value (RFC 9110 §11.6.2).
 * Answers undefined when they are malformed or not exactly one; the function never throws.
 *
 * @internal
 */
export function parseCredentials(header: string): Challenge | undefined {
  const [first, ...otherChallenges] = parsePartialChallenges(header)
  return first === undefined || first.malformed || otherChallenges.length > 0 ? undefined : first
}

/**
 * Reads an `Authentication-Info` value: parameters without a scheme (RFC 7615 §3).
 * Answers an empty map when they are malformed; the function never throws.
 *
 * @internal
 */
export function parseParameters(header: string): ReadonlyMap<string, string> {
  return parseCredentials(`authentication-info ${header}`)?.parameters ?? new Map()
}

type ParameterList = readonly (readonly [name: string, value: string])[]

/**
 * Writes parameters. Values come quoted already, or from a closed set of tokens.
 *
 * @internal
 */
export function serializeParameters(parameters: ParameterList): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join(', ')
}

/**
 * Writes a challenge.
 *
 * @internal
 */
export function serializeDigest(parameters: ParameterList): string {
  return `Digest ${serializeParameters(parameters)}`
}
