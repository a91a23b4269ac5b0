import { parseArgs } from 'node:util'
import type { Command, Flag } from './command.ts'
import { UsageError } from './usage-error.ts'

/** What a command was given, checked. */
export interface Given {
  /** What follows the command's name; empty where it takes nothing. */
  readonly operand: string
  /** Flags in the order in which they stand there. */
  readonly flags: readonly { readonly name: string; readonly value: string }[]
}

/** The value of a flag; `undefined` where it is not given. */
export function flagValue({ flags }: Given, name: string): string | undefined {
  return flags.find((each) => each.name === name)?.value
}

/** Every value of a flag, each once. */
export function flagValues({ flags }: Given, name: string): string[] {
  return [...new Set(flags.flatMap((each) => (each.name === name ? each.value : [])))]
}

function tokensOf(args: readonly string[], flags: readonly Flag[]) {
  const options = flags.map(({ name, value }) => {
    return [name, { type: value === undefined ? ('boolean' as const) : ('string' as const) }]
  })
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(options),
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens
}

type Option = Extract<ReturnType<typeof tokensOf>[number], { kind: 'option' }>

function flagNamed({ name, rawName }: Option, flags: readonly Flag[]): Flag {
  const flag = flags.find((each) => each.name === name)
  if (flag !== undefined) return flag
  const known = flags.map((each) => `--${each.name}`).join(', ')
  throw new UsageError(`unknown flag ${rawName}; there are ${known}`)
}

/** A value that stands by itself and looks like a flag is one: its own was forgotten. */
function valueIn(flag: Flag, { rawName, value, inlineValue }: Option): string {
  if (flag.value === undefined) {
    if (value === undefined) return 'true'
    throw new UsageError(`${rawName} takes no value`)
  }
  if (value === undefined || (!inlineValue && value.startsWith('-'))) {
    throw new UsageError(`${rawName}: expected ${flag.value}, got nothing`)
  }
  const problem = flag.problem?.(value)
  if (problem !== undefined) throw new UsageError(`${rawName}: ${problem}`)
  return value
}

function checkedOperand({ name, operand }: Command, values: readonly string[]): string {
  const [value, unexpected] = operand === undefined ? [undefined, ...values] : values
  if (unexpected !== undefined) {
    throw new UsageError(`${name}: unexpected argument ${JSON.stringify(unexpected)}`)
  }
  if (operand === undefined) return ''
  const { choices } = operand
  const expected = choices?.join(' or ') ?? operand.name
  if (value === undefined) throw new UsageError(`${name}: expected ${expected}, got nothing`)
  if (choices === undefined || choices.includes(value)) return value
  throw new UsageError(`${name}: expected ${expected}, got ${JSON.stringify(value)}`)
}

/**
 * Reads what follows the name of a command.
 *
 * @throws UsageError for an unknown flag, one without its value, one given twice, a value that is wrong
 */
export function readArguments(args: readonly string[], command: Command): Given {
  const operands: string[] = []
  const flags: { name: string; value: string }[] = []
  for (const token of tokensOf(args, command.flags)) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const flag = flagNamed(token, command.flags)
    if (!flag.many && flags.some(({ name }) => name === flag.name)) {
      throw new UsageError(`${token.rawName} is given twice`)
    }
    flags.push({ name: flag.name, value: valueIn(flag, token) })
  }
  return { operand: checkedOperand(command, operands), flags }
}
