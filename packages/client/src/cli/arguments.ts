import { parseArgs } from 'node:util'
import { type Flag, isBoolean, problemOf } from './flag.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/** The values of flags, checked. */
export interface Given {
  text(name: string): string | undefined
  /** @throws UsageError where it is not given */
  required(name: string): string
  isTrue(name: string): boolean
}

type Values = Map<string, string>

function tokensOf(args: readonly string[], flags: readonly Flag[]) {
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

type Token = ReturnType<typeof tokensOf>[number]
type Option = Extract<Token, { kind: 'option' }>

function flagOf({ name, rawName }: Option, flags: readonly Flag[]): Flag {
  const flag = flags.find((each) => each.name === name)
  if (flag !== undefined) return flag
  const known = flags.map((each) => `--${each.name}`).join(', ')
  throw new UsageError(`unknown flag ${rawName}; there are ${known}`)
}

/** A value that stands by itself and looks like a flag is one: its own was forgotten. */
function valueIn(flag: Flag, { rawName, value, inlineValue }: Option): string {
  if (value === undefined && isBoolean(flag)) return 'true'
  const forgotten = value === undefined || (!inlineValue && /^-./.test(value))
  if (forgotten) throw new UsageError(`${rawName}: expected ${flag.value}, got nothing`)
  return value
}

/** `--envelope false`: to the parser, the value of a boolean flag is an argument of its own. */
function isValueOf(before: Token | undefined, value: string, flags: readonly Flag[]): boolean {
  if (before?.kind !== 'option' || before.value !== undefined) return false
  return isBoolean(flagOf(before, flags)) && (value === 'true' || value === 'false')
}

function valuesOf(args: readonly string[], flags: readonly Flag[]): Values {
  const values: Values = new Map()
  const tokens = tokensOf(args, flags)
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]
    if (token.kind === 'option') {
      const flag = flagOf(token, flags)
      if (values.has(flag.name)) throw new UsageError(`${token.rawName} is given twice`)
      values.set(flag.name, valueIn(flag, token))
    } else if (token.kind === 'positional') {
      if (!isValueOf(before, token.value, flags) || before?.kind !== 'option') {
        throw new UsageError(`unexpected argument ${JSON.stringify(token.value)}`)
      }
      values.set(before.name, token.value)
    }
  }
  return values
}

/** Where the value of a flag comes from: the flag, else its variable. */
function sourceOf({ name, variable }: Flag, values: Values, env: World['env']): string {
  return variable !== undefined && !values.has(name) && env[variable] ? variable : `--${name}`
}

/** What is wrong with the value of a flag. Takes it from the variable where the flag is not given. */
function problemWith(flag: Flag, values: Values, env: World['env']): string | undefined {
  const { name, variable, required } = flag
  const source = sourceOf(flag, values, env)
  const text = source === variable ? env[variable] : values.get(name)
  if (text === undefined) {
    const unset = variable === undefined ? '' : `, and ${variable} is not set`
    return required && `${source}: missing${unset}`
  }
  values.set(name, text)
  const problem = problemOf(flag, text)
  return problem && `${source}: ${problem}`
}

/** Whether help is asked for, whatever else is wrong. */
export function wantsHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for an unknown flag, one without its value, one given twice, and naming every wrong or missing value
 */
export function readArguments(
  args: readonly string[],
  flags: readonly Flag[],
  env: World['env'],
): Given {
  const values = valuesOf(args, flags)
  const problems = flags.flatMap((flag) => problemWith(flag, values, env) ?? [])
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  return {
    text: (name) => values.get(name),
    required(name) {
      const value = values.get(name)
      if (value === undefined) throw new UsageError(`--${name}: missing`)
      return value
    },
    isTrue: (name) => values.get(name) === 'true',
  }
}
