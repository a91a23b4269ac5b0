import { isDeepStrictEqual } from 'node:util'
import { isJsonObject } from '../lib/json.ts'
import type { Interaction } from '../pact/pact-file.ts'

/** A segment of a JSON path: the name of a field, the index of an element, or `*` for each element. */
export type PathSegment = string | number

const segmentPattern = /\.([^.[\]]+)|\[(\d+|\*)\]|\['((?:[^'\\]|\\.)*)'\]/y

/** Returns the segments of a JSON path of Pact, such as `$.results[0]._id`, or `undefined` for any other text. */
export function parseJsonPath(path: string): PathSegment[] | undefined {
  if (!path.startsWith('$')) return undefined
  const segments: PathSegment[] = []
  segmentPattern.lastIndex = 1
  while (segmentPattern.lastIndex < path.length) {
    const match = segmentPattern.exec(path)
    if (match === null) return undefined
    const [, name, index, quoted] = match
    if (index === undefined) segments.push(name ?? quoted?.replace(/\\(.)/g, '$1') ?? '')
    else segments.push(index === '*' ? index : Number(index))
  }
  return segments
}

/** Returns a JSON path as text. */
export function formatJsonPath(segments: readonly PathSegment[]): string {
  const parts = segments.map((segment) => {
    if (typeof segment === 'number') return `[${segment}]`
    return /^[\w-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`
  })
  return `$${parts.join('')}`
}

/** Returns the value at a path, or `undefined` when it does not exist. Inherited properties do not count. */
export function valueAtPath(value: unknown, segments: readonly PathSegment[]): unknown {
  return segments.reduce<unknown>((current, segment) => {
    if (Array.isArray(current)) return typeof segment === 'number' ? current[segment] : undefined
    return typeof current === 'object' && current !== null && Object.hasOwn(current, segment)
      ? Reflect.get(current, segment)
      : undefined
  }, value)
}

type MatchingRules = Readonly<Record<string, unknown>>

/** The expectation of the pact for a value. */
export interface Expectation {
  readonly example: unknown
  /** Whether any value of the same type is accepted. */
  readonly acceptsSameType: boolean
  /** The regular expression that the value has to match as text. */
  readonly pattern?: string
}

/** Returns the matchers of a rule in Pact's form: `{ match: 'regex', regex: '…' }`. */
function readMatchers(rule: unknown): Readonly<Record<string, unknown>>[] {
  const matchers = isJsonObject(rule) ? rule['matchers'] : undefined
  return Array.isArray(matchers) ? matchers.filter(isJsonObject) : []
}

function toExpectation(example: unknown, rule: unknown): Expectation {
  const matchers = readMatchers(rule)
  const pattern = matchers.find(({ match }) => match === 'regex')?.['regex']
  return {
    example,
    acceptsSameType: matchers.some(({ match }) => match === 'type' || match === 'integer'),
    ...(typeof pattern === 'string' && { pattern }),
  }
}

function isRuleFor(path: string, segments: readonly PathSegment[]): boolean {
  const ruleSegments = parseJsonPath(path)
  return (
    ruleSegments?.length === segments.length &&
    ruleSegments.every((segment, index) => segment === '*' || segment === segments[index])
  )
}

/** Returns the example at a path. An example of an array applies to each element, including additional ones. */
function findExample(content: unknown, segments: readonly PathSegment[]): unknown {
  return segments.reduce<unknown>((value, segment) => {
    if (Array.isArray(value))
      return typeof segment === 'number' ? (value[segment] ?? value[0]) : undefined
    return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined
  }, content)
}

/**
 * Returns the expectation of an interaction at a path of the body. Its example is `undefined` when there is none.
 */
export function bodyExpectation(
  { response }: Interaction,
  segments: readonly PathSegment[],
): Expectation {
  const rules: MatchingRules = response.matchingRules?.body ?? {}
  const [, rule] = Object.entries(rules).find(([path]) => isRuleFor(path, segments)) ?? []
  return toExpectation(findExample(response.body?.content, segments), rule)
}

/** Returns the expectation of an interaction for a header. */
export function headerExpectation({ response }: Interaction, name: string): Expectation {
  const rules: MatchingRules = response.matchingRules?.header ?? {}
  return toExpectation(response.headers?.[name]?.join(', '), rules[name])
}

/** Returns the type of a JSON value, with its article. */
export function describeType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number'
  return `a ${typeof value}`
}

/**
 * Returns whether a value meets an expectation. Only used to detect renamed fields: Pact decides whether a response matches.
 */
export function meetsExpectation(
  { example, acceptsSameType, pattern }: Expectation,
  value: unknown,
): boolean {
  if (describeType(value) !== describeType(example)) return false
  if (pattern !== undefined) return new RegExp(pattern, 'u').test(String(value))
  return acceptsSameType || isDeepStrictEqual(value, example)
}

/**
 * Describes an expectation. A pattern comes without its example, which no provider has to send. An object comes
 * without its fields, which have expectations of their own.
 */
export function describeExpectation({ example, acceptsSameType, pattern }: Expectation): string {
  if (pattern !== undefined) return `${describeType(example)} that matches ${pattern}`
  if (Array.isArray(example)) return example.length === 0 ? 'an empty array' : 'an array'
  return acceptsSameType || isJsonObject(example) ? describeType(example) : JSON.stringify(example)
}
