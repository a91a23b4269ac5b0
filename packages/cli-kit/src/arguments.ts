import { parseArgs } from 'node:util'
import type { Environment } from './terminal.ts'

/** The command line, the environment or a file cannot be used. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A flag of a command. Parsing, help and completion use it. */
export interface Flag {
  /** The name without dashes. */
  readonly name: string
  /** The short form: one letter. */
  readonly short?: string
  /** The placeholder for the value in the help. A flag without it is boolean, and its default value is true. */
  readonly valueName?: string
  readonly description: string
  readonly required?: true
  /** Whether the flag may be repeated. */
  readonly multiple?: true
  /** The environment variable that is used when the flag is missing. Of several names, the first that is set is used. */
  readonly variable?: string | readonly string[]
  /** The allowed values. */
  readonly choices?: readonly string[]
  /** Returns the problem with a value, or `undefined` for a valid one. */
  readonly validate?: (value: string) => string | undefined
}

/** An argument of a command that is not a flag. */
export interface Positional {
  /** The placeholder in the help. */
  readonly name: string
  /** The allowed values. */
  readonly choices?: readonly string[]
}

/** The arguments that a command accepts. */
export interface CommandSpec {
  readonly name: string
  readonly flags: readonly Flag[]
  /** The required argument after the name. Without it, the command accepts flags only. */
  readonly positional?: Positional | undefined
}

/** The flag that requests help. */
export const helpFlag: Flag = { name: 'help', short: 'h', description: 'this help' }

/** Returns the names of a flag's environment variables. */
export function variableNames({ variable }: Flag): readonly string[] {
  return variable === undefined ? [] : [variable].flat()
}

export function isBoolean({ valueName }: Flag): boolean {
  return valueName === undefined
}

/** Returns the allowed values of a flag, or `undefined` when they are not a fixed list. */
export function getChoices(flag: Flag): readonly string[] | undefined {
  return isBoolean(flag) ? ['true', 'false'] : flag.choices
}

/** Returns the problem with a flag's value, or `undefined` for a valid one. */
export function validateValue(flag: Flag, value: string): string | undefined {
  const choices = getChoices(flag)
  if (choices !== undefined && !choices.includes(value)) {
    return `expected ${choices.join(', ')}, got ${JSON.stringify(value)}`
  }
  return flag.validate?.(value)
}

/** A flag on the command line. */
export interface ParsedFlag {
  readonly name: string
  readonly value: string
}

/** The validated arguments of a command. */
export interface ParsedArguments {
  /** The positional argument, or an empty string when the command has none. */
  readonly positional: string
  /** The flags on the command line, in order. */
  readonly flags: readonly ParsedFlag[]
  /** Returns the first value of a flag, or of its variable when the flag is missing. */
  value(name: string): string | undefined
  /** Returns the distinct values of a flag. */
  values(name: string): readonly string[]
  /** @throws UsageError when the flag and its variable are missing */
  required(name: string): string
  isTrue(name: string): boolean
  /** Returns whether the flag is on the command line. Ignores its variable. */
  has(name: string): boolean
  /** Returns the name of a value's source for error messages: the flag or the variable. */
  sourceName(name: string): string
}

function tokenize(args: readonly string[], flags: readonly Flag[]) {
  const options = flags.map((flag) => {
    const type = isBoolean(flag) ? ('boolean' as const) : ('string' as const)
    return [flag.name, { type, ...(flag.short !== undefined && { short: flag.short }) }] as const
  })
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(options),
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens
}

type Token = ReturnType<typeof tokenize>[number]
type Option = Extract<Token, { kind: 'option' }>

function findFlag({ name, rawName }: Option, flags: readonly Flag[]): Flag {
  const flag = flags.find((candidate) => candidate.name === name)
  if (flag !== undefined) return flag
  const flagNames = flags.map((candidate) => `--${candidate.name}`).join(', ')
  throw new UsageError(`unknown flag ${rawName} (expected ${flagNames || 'no flags'})`)
}

/** Returns the value of a flag. A separate value that starts with `-` is the next flag, so the value is missing. */
function readFlagValue(flag: Flag, { rawName, value, inlineValue }: Option): string {
  if (isBoolean(flag)) return value ?? 'true'
  if (value && (inlineValue || !/^-./.test(value))) return value
  throw new UsageError(`${rawName}: expected ${flag.valueName}, got nothing`)
}

/** Returns whether a text is the value of a boolean flag. `parseArgs` returns the `false` of `--envelope false` separately. */
const isBooleanValue = (value: string) => value === 'true' || value === 'false'

interface ParsedTokens {
  readonly flags: readonly ParsedFlag[]
  readonly positionals: readonly string[]
}

/** @throws UsageError for an unknown flag, a flag without its value, or a duplicate flag */
function parseTokens(args: readonly string[], specs: readonly Flag[]): ParsedTokens {
  const flags: { name: string; value: string }[] = []
  const positionals: string[] = []
  let pendingFlag: { value: string } | undefined
  for (const token of tokenize(args, specs)) {
    const previousFlag = pendingFlag
    pendingFlag = undefined
    if (token.kind === 'positional') {
      if (previousFlag && isBooleanValue(token.value)) previousFlag.value = token.value
      else positionals.push(token.value)
    }
    if (token.kind !== 'option') continue
    const flag = findFlag(token, specs)
    const { name } = flag
    if (!flag.multiple && flags.some((parsed) => parsed.name === name)) {
      throw new UsageError(`duplicate flag ${token.rawName}`)
    }
    const parsedFlag = { name, value: readFlagValue(flag, token) }
    flags.push(parsedFlag)
    if (isBoolean(flag) && token.value === undefined) pendingFlag = parsedFlag
  }
  return { flags, positionals }
}

/** The values of a flag, and the name of their source for error messages. */
interface ValueSource {
  readonly name: string
  readonly values: readonly string[]
}

function findSource(flag: Flag, flags: readonly ParsedFlag[], env: Environment): ValueSource {
  const { name } = flag
  const occurrences = flags.filter((parsedFlag) => parsedFlag.name === name)
  const variable = variableNames(flag).find((candidate) => env[candidate])
  const variableValue = variable && env[variable]
  return occurrences.length === 0 && variable && variableValue
    ? { name: variable, values: [variableValue] }
    : { name: `--${name}`, values: occurrences.map(({ value }) => value) }
}

function findProblems(flag: Flag, { name, values }: ValueSource): string[] {
  const variables = variableNames(flag).join(' or ')
  const unsetNote = variables === '' ? '' : `, and ${variables} is not set`
  if (flag.required && values.length === 0) {
    return [`${name}: missing${unsetNote} (${flag.valueName}: ${flag.description})`]
  }
  return values.flatMap((value) => {
    const problem = validateValue(flag, value)
    return problem === undefined ? [] : [`${name}: ${problem}`]
  })
}

function parsePositional({ name, positional }: CommandSpec, values: readonly string[]): string {
  const [value, unexpected] = positional === undefined ? [undefined, ...values] : values
  if (unexpected !== undefined) {
    throw new UsageError(`${name}: unexpected argument ${JSON.stringify(unexpected)}`)
  }
  if (positional === undefined) return ''
  const { choices } = positional
  const expected = `${name}: expected ${choices?.join(', ') ?? positional.name}`
  if (value === undefined) throw new UsageError(`${expected}, got nothing`)
  if (choices === undefined || choices.includes(value)) return value
  throw new UsageError(`${expected}, got ${JSON.stringify(value)}`)
}

/** Returns whether the arguments request help, even when others are invalid. `-h` may begin a group of short flags. */
export function isHelpRequested(args: readonly string[]): boolean {
  return args.some((arg) => /^(--help(=true)?|-h\w*)$/.test(arg))
}

/**
 * Parses the arguments after the name of a command.
 *
 * @throws UsageError for an unknown flag, a flag without its value, a duplicate flag, or invalid and missing values, which it
 *   lists
 */
export function parseArguments(
  args: readonly string[],
  spec: CommandSpec,
  env: Environment,
): ParsedArguments {
  const { flags, positionals } = parseTokens(args, spec.flags)
  const positional = parsePositional(spec, positionals)
  const sources = new Map(spec.flags.map((flag) => [flag, findSource(flag, flags, env)]))
  const problems = [...sources].flatMap(([flag, source]) => findProblems(flag, source))
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  const byName = new Map([...sources].map(([{ name }, source]) => [name, source]))
  const findValues = (name: string) => [...new Set(byName.get(name)?.values)]
  return {
    positional,
    flags,
    values: findValues,
    value: (name) => findValues(name)[0],
    required(name) {
      const [value] = findValues(name)
      if (value === undefined) throw new UsageError(`--${name}: missing`)
      return value
    },
    isTrue: (name) => findValues(name)[0] === 'true',
    has: (name) => flags.some((flag) => flag.name === name),
    sourceName: (name) => byName.get(name)?.name ?? `--${name}`,
  }
}
