import type { Variable } from '../entry/variables.ts'
import type { Given } from './arguments.ts'
import type { World } from './world.ts'

/** A flag of a command. Parsing and help read it. */
export interface Flag {
  readonly name: string
  /** What stands for the value in the help. Without it, the flag takes none. */
  readonly value?: string
  readonly about: string
  /** Whether it may stand there more than once. */
  readonly many?: true
  /** What is wrong with a value, `undefined` where nothing is. */
  readonly problem?: (text: string) => string | undefined
}

/** A command. Parsing and help read it. */
export interface Command {
  /** The words that call it. */
  readonly name: string
  readonly about: string
  /** What has to follow its name, by what stands for it in the help, and every value that there can be. */
  readonly operand?: { readonly name: string; readonly choices?: readonly string[] }
  readonly flags: readonly Flag[]
  /** The variables that it reads, beside those that every command does. */
  readonly variables?: readonly Variable[]
  readonly examples: readonly string[]
  run(given: Given, world: World): Promise<unknown>
}
