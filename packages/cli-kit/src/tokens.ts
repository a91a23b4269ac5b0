import { parseArgs } from 'node:util'
import { type Flag, isBoolean } from './flag.ts'
import { UsageError } from './usage-error.ts'

/** A flag as it stands on the command line. */
export interface ParsedFlag {
  readonly name: string
  readonly value: string
}

/** What stands on a command line, in its order. */
interface ParsedTokens {
  readonly flags: readonly ParsedFlag[]
  readonly positionals: readonly string[]
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
  throw new UsageError(`unknown flag ${rawName}; there are ${flagNames || 'none'}`)
}

/** A value that stands by itself and looks like a flag is one: its own was forgotten. */
function readFlagValue(flag: Flag, { rawName, value, inlineValue }: Option): string {
  if (isBoolean(flag)) return value ?? 'true'
  if (value && (inlineValue || !/^-./.test(value))) return value
  throw new UsageError(`${rawName}: expected ${flag.valueName}, got nothing`)
}

/** `--envelope false`: to the parser, the value of a boolean flag is an argument of its own. */
const isBooleanValue = (value: string) => value === 'true' || value === 'false'

/**
 * Takes a command line apart.
 *
 * @throws UsageError for an unknown flag, one without its value, one given twice
 */
export function parseTokens(args: readonly string[], specs: readonly Flag[]): ParsedTokens {
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
      throw new UsageError(`${token.rawName} is given twice`)
    }
    const parsedFlag = { name, value: readFlagValue(flag, token) }
    flags.push(parsedFlag)
    if (isBoolean(flag) && token.value === undefined) pendingFlag = parsedFlag
  }
  return { flags, positionals }
}
