import type { Given, Syntax } from '@export-buckets/command-line/arguments'
import type { Style } from '@export-buckets/command-line/style'
import type { World } from './world.ts'

/** A command of the program. Parsing, help and the start read it. */
export interface Command extends Syntax {
  /** A sentence for the help of the program. */
  readonly about: string
  help(style: Style): string
  /**
   * Runs to its end and answers the exit code.
   *
   * @throws UsageError when the arguments or the environment cannot be used as given
   */
  run(given: Given, world: World): Promise<number>
}
