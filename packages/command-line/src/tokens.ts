import { parseArgs } from 'node:util'
import { type Flag, isBoolean } from './flag.ts'
import { UsageError } from './usage-error.ts'

/** A flag as it stands on the command line. */
export interface GivenFlag {
  readonly name: string
  readonly value: string
}

/** What stands on a command line, in its order. */
interface Words {
  readonly flags: readonly GivenFlag[]
  readonly operands: readonly string[]
}

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
  throw new UsageError(`unknown flag ${rawName}; there are ${known || 'none'}`)
}

/** A value that stands by itself and looks like a flag is one: its own was forgotten. */
function valueIn(flag: Flag, { rawName, value, inlineValue }: Option): string {
  if (isBoolean(flag)) return value ?? 'true'
  if (value && (inlineValue || !/^-./.test(value))) return value
  throw new UsageError(`${rawName}: expected ${flag.value}, got nothing`)
}

/** `--envelope false`: to the parser, the value of a boolean flag is an argument of its own. */
const isBooleanValue = (text: string) => text === 'true' || text === 'false'

/**
 * Takes a command line apart.
 *
 * @throws UsageError for an unknown flag, one without its value, one given twice
 */
export function wordsOf(args: readonly string[], known: readonly Flag[]): Words {
  const flags: { name: string; value: string }[] = []
  const operands: string[] = []
  let open: { value: string } | undefined
  for (const token of tokensOf(args, known)) {
    const before = open
    open = undefined
    if (token.kind === 'positional') {
      if (before && isBooleanValue(token.value)) before.value = token.value
      else operands.push(token.value)
    }
    if (token.kind !== 'option') continue
    const flag = flagOf(token, known)
    const { name } = flag
    if (!flag.many && flags.some((each) => each.name === name)) {
      throw new UsageError(`${token.rawName} is given twice`)
    }
    const given = { name, value: valueIn(flag, token) }
    flags.push(given)
    if (isBoolean(flag) && token.value === undefined) open = given
  }
  return { flags, operands }
}
