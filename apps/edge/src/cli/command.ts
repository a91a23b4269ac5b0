import type { Given, Syntax } from '@export-buckets/command-line/arguments'
import type { Variable } from '../entry/variables.ts'
import type { World } from './world.ts'

/** A command. Parsing and help read it. */
export interface Command extends Syntax {
  readonly about: string
  /** The variables that it reads, beside those that every command does. */
  readonly variables?: readonly Variable[]
  readonly examples: readonly string[]
  run(given: Given, world: World): Promise<unknown>
}
