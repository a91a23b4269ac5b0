import { isDeepStrictEqual } from 'node:util'
import { isJsonObject } from '../lib/json.ts'
import type { Interaction } from '../pact/pact-file.ts'
import { type PathSegment, parseJsonPath } from './json-path.ts'

type MatchingRules = Readonly<Record<string, unknown>>

/** What the pact expects of a value. */
export interface Expectation {
  readonly example: unknown
  /** Whether another value of the same type is as good as the example. */
  readonly acceptsSameType: boolean
  /** The regular expression that the text of the value has to match. */
  readonly pattern?: string
}

/** Returns the matchers of a rule, each as Pact has it: `{ match: 'regex', regex: '…' }`. */
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

/** The example of an array stands for each element, also for those that the provider has besides. */
function findExample(content: unknown, segments: readonly PathSegment[]): unknown {
  return segments.reduce<unknown>((value, segment) => {
    if (Array.isArray(value))
      return typeof segment === 'number' ? (value[segment] ?? value[0]) : undefined
    return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined
  }, content)
}

/** Returns what an interaction expects at a path of the body; the example is `undefined` where it expects nothing. */
export function bodyExpectation(
  { response }: Interaction,
  segments: readonly PathSegment[],
): Expectation {
  const rules: MatchingRules = response.matchingRules?.body ?? {}
  const [, rule] = Object.entries(rules).find(([path]) => isRuleFor(path, segments)) ?? []
  return toExpectation(findExample(response.body?.content, segments), rule)
}

/** Returns what an interaction expects of a header. */
export function headerExpectation({ response }: Interaction, name: string): Expectation {
  const rules: MatchingRules = response.matchingRules?.header ?? {}
  return toExpectation(response.headers?.[name]?.join(', '), rules[name])
}

/** Returns the type of a value of JSON, with its article. */
export function describeType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number'
  return `a ${typeof value}`
}

/** Whether a value is what the pact expects. Only tells a renamed field; whether a response matches is up to Pact. */
export function meetsExpectation(
  { example, acceptsSameType, pattern }: Expectation,
  value: unknown,
): boolean {
  if (describeType(value) !== describeType(example)) return false
  if (pattern !== undefined) return new RegExp(pattern, 'u').test(String(value))
  return acceptsSameType || isDeepStrictEqual(value, example)
}

/**
 * Returns an expectation in words. A pattern stands without its example, which no provider has to send; an object without
 * its fields, each of which has an expectation of its own.
 */
export function describeExpectation({ example, acceptsSameType, pattern }: Expectation): string {
  if (pattern !== undefined) return `${describeType(example)} that matches ${pattern}`
  if (Array.isArray(example)) return example.length === 0 ? 'an empty array' : 'an array'
  return acceptsSameType || isJsonObject(example) ? describeType(example) : JSON.stringify(example)
}
