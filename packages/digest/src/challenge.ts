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

interface Draft extends Challenge {
  readonly parameters: Map<string, string>
  malformed: boolean
}

const parameter = /^([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*/
const start = /^([\w!#$%&'*+.^`|~-]+)(?: +|$)/
const token = /^[\w!#$%&'*+.^`|~-]+$/
const token68 = /^[\w.~+/-]+=*$/

/** Splits a list at the commas that stand outside quoted strings. */
function listElements(header: string): string[] {
  const elements: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < header.length; at++) {
    const character = header[at]
    if (character === '"') quoted = !quoted
    else if (quoted && character === '\\') at++
    else if (!quoted && character === ',') {
      elements.push(header.slice(from, at))
      from = at + 1
    }
  }
  elements.push(header.slice(from))
  return elements.map((element) => element.trim()).filter((element) => element !== '')
}

/** Reads `name=value` into the draft; false when it is none, or the draft has that name already. */
function readParameter(draft: Draft, element: string): boolean {
  const [head, name] = parameter.exec(element) ?? []
  if (head === undefined || name === undefined) return false
  const written = element.slice(head.length)
  const value = token.test(written) ? written : written.startsWith('"') && unquote(written)
  const key = name.toLowerCase()
  // RFC 9110 §11.2: a parameter name occurs once in a challenge.
  if (typeof value !== 'string' || draft.parameters.has(key)) return false
  draft.parameters.set(key, value)
  return true
}

function startChallenge(scheme: string, rest: string): Draft {
  const isToken68 = token68.test(rest)
  const draft: Draft = {
    scheme: scheme.toLowerCase(),
    token68: isToken68 ? rest : '',
    parameters: new Map(),
    malformed: false,
  }
  draft.malformed = rest !== '' && !isToken68 && !readParameter(draft, rest)
  return draft
}

function readAll(header: string): Draft[] {
  const drafts: Draft[] = []
  for (const element of listElements(header)) {
    const [head, scheme] = parameter.test(element) ? [] : (start.exec(element) ?? [])
    const current = drafts.at(-1)
    if (head !== undefined && scheme !== undefined) {
      drafts.push(startChallenge(scheme, element.slice(head.length)))
    } else if (current !== undefined) {
      const added = current.token68 === '' && readParameter(current, element)
      current.malformed ||= !added
    }
  }
  return drafts
}

/**
 * Reads every challenge of a `WWW-Authenticate` value (RFC 9110 §11.6.1).
 * A malformed challenge is left out and the others count; the function never throws.
 *
 * @internal
 */
export function parseChallenges(header: string): Challenge[] {
  return readAll(header).filter(({ malformed }) => !malformed)
}

/**
 * Reads the credentials of an `Authorization` value (RFC 9110 §11.6.2).
 * Answers undefined when they are malformed or not exactly one; the function never throws.
 *
 * @internal
 */
export function parseCredentials(header: string): Challenge | undefined {
  const [first, ...others] = readAll(header)
  return first === undefined || first.malformed || others.length > 0 ? undefined : first
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

type Written = readonly (readonly [name: string, value: string])[]

/**
 * Writes parameters. Values come quoted already, or from a closed set of tokens.
 *
 * @internal
 */
export function listed(parameters: Written): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join(', ')
}

/**
 * Writes a challenge.
 *
 * @internal
 */
export function serialize(parameters: Written): string {
  return `Digest ${listed(parameters)}`
}
