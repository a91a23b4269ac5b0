import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import { UsageError } from './errors.ts'

/** The arguments of a command. */
export interface Given {
  /** What follows the command's words: exactly one thing, or nothing where the command has no operand. */
  readonly operand: string
  /** The values of an option, in the order given. */
  all(name: string): readonly string[]
  /** @throws UsageError where the option is given twice */
  text(name: string): string | undefined
  isTrue(name: string): boolean
}

function parsed({ options }: Command, args: readonly string[]) {
  const types = Object.entries(options).map(
    ([name, { value }]) =>
      [name, { type: value === undefined ? 'boolean' : 'string', multiple: true }] as const,
  )
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(types),
      allowPositionals: true,
    })
  } catch (error) {
    // The rest of the message is about arguments that begin with a dash.
    const [message = ''] = String(error instanceof Error ? error.message : error).split(/\.\s/)
    throw new UsageError(message)
  }
}

function operandOf({ operand }: Command, [first, second]: readonly string[]): string {
  if (operand === '') {
    if (first !== undefined) throw new UsageError(`unexpected argument ${JSON.stringify(first)}`)
    return ''
  }
  if (first === undefined) throw new UsageError(`missing ${operand}`)
  if (second !== undefined) throw new UsageError(`unexpected argument ${JSON.stringify(second)}`)
  return first
}

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for an unknown option, one without its value, and what is missing or too much
 */
export function readArguments(command: Command, args: readonly string[]): Given {
  const { values, positionals } = parsed(command, args)
  const all = (name: string) => (values[name] ?? []).filter((value) => typeof value === 'string')
  for (const [name, { required }] of Object.entries(command.options)) {
    if (required && all(name).length === 0) throw new UsageError(`missing --${name}`)
    if (all(name).includes('')) throw new UsageError(`--${name}: expected a value, got nothing`)
  }
  return {
    operand: operandOf(command, positionals),
    all,
    text(name) {
      const [value, second] = all(name)
      if (second !== undefined) throw new UsageError(`--${name} is given twice`)
      return value
    },
    isTrue: (name) => values[name] !== undefined,
  }
}
