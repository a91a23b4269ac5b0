import type { Given } from './arguments.ts'
import type { World } from './world.ts'

/** An option of a command. Parsing and help read it. */
export interface Option {
  /** What stands for the value in the help. Without it, the option takes none. */
  readonly value?: string
  readonly about: string
  readonly required?: true
  /** May be given several times. */
  readonly several?: true
}

/** A command. */
export interface Command {
  /** Its words. */
  readonly name: string
  /** What follows them in the help; empty where nothing may. */
  readonly operand: string
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly string[]
  /** What is worth knowing besides. */
  readonly notes?: readonly string[]
  run(given: Given, world: World): Promise<void>
}
