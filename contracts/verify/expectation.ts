import { isDeepStrictEqual } from 'node:util'
import { isJsonObject } from '../drift/json-object.ts'
import type { Interaction } from '../matrix/pact-file.ts'
import { parseJsonPath, type Step } from './json-path.ts'

type Rules = Readonly<Record<string, unknown>>

/** What the pact expects of a value. */
export interface Expectation {
  readonly example: unknown
  /** Whether another value of the same type is as good as the example. */
  readonly isAnyOfType: boolean
  /** The regular expression that the text of the value has to match. */
  readonly pattern?: string
}

/** Returns the matchers of a rule, each as Pact has it: `{ match: 'regex', regex: '…' }`. */
function matchersOf(rule: unknown): Readonly<Record<string, unknown>>[] {
  const matchers = isJsonObject(rule) ? rule['matchers'] : undefined
  return Array.isArray(matchers) ? matchers.filter(isJsonObject) : []
}

function toExpectation(example: unknown, rule: unknown): Expectation {
  const matchers = matchersOf(rule)
  const pattern = matchers.find(({ match }) => match === 'regex')?.['regex']
  return {
    example,
    isAnyOfType: matchers.some(({ match }) => match === 'type' || match === 'integer'),
    ...(typeof pattern === 'string' && { pattern }),
  }
}

function isRuleFor(path: string, steps: readonly Step[]): boolean {
  const own = parseJsonPath(path)
  return own?.length === steps.length && own.every((step, at) => step === '*' || step === steps[at])
}

/** The example of an array stands for each element, also for those that the provider has besides. */
function exampleAt(content: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value))
      return typeof step === 'number' ? (value[step] ?? value[0]) : undefined
    return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }, content)
}

/** Returns what an interaction expects at a path of the body; the example is `undefined` where it expects nothing. */
export function bodyExpectation({ response }: Interaction, steps: readonly Step[]): Expectation {
  const rules: Rules = response.matchingRules?.body ?? {}
  const [, rule] = Object.entries(rules).find(([path]) => isRuleFor(path, steps)) ?? []
  return toExpectation(exampleAt(response.body?.content, steps), rule)
}

/** Returns what an interaction expects of a header. */
export function headerExpectation({ response }: Interaction, name: string): Expectation {
  const rules: Rules = response.matchingRules?.header ?? {}
  return toExpectation(response.headers?.[name]?.join(', '), rules[name])
}

/** Returns the type of a value of JSON, with its article. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number'
  return `a ${typeof value}`
}

/** Whether a value is what the pact expects. Only tells a renamed field; whether a response matches is up to Pact. */
export function isMet({ example, isAnyOfType, pattern }: Expectation, value: unknown): boolean {
  if (typeOf(value) !== typeOf(example)) return false
  if (pattern !== undefined) return new RegExp(pattern, 'u').test(String(value))
  return isAnyOfType || isDeepStrictEqual(value, example)
}

/**
 * Returns an expectation in words. A pattern stands without its example, which no provider has to send; an object without
 * its fields, each of which has an expectation of its own.
 */
export function describeExpectation({ example, isAnyOfType, pattern }: Expectation): string {
  if (pattern !== undefined) return `${typeOf(example)} that matches ${pattern}`
  if (Array.isArray(example)) return example.length === 0 ? 'an empty array' : 'an array'
  return isAnyOfType || isJsonObject(example) ? typeOf(example) : JSON.stringify(example)
}
