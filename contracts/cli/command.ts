import type { World } from './world.ts'

/** A command of the program. Help and the start read it. */
export interface Command {
  readonly name: string
  /** A sentence for the help of the program. */
  readonly summary: string
  /**
   * Runs to its end and answers the exit code.
   *
   * @throws UsageError when the arguments or the environment cannot be used as given
   */
  run(args: readonly string[], world: World): Promise<number>
}
