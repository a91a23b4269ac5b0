import { UsageError } from '@export-buckets/command-line/usage-error'
import { bash } from './bash.ts'
import { fish } from './fish.ts'
import { type Shell, shells } from './shells.ts'
import { zsh } from './zsh.ts'

const scripts: Readonly<Record<Shell, () => string>> = { bash, zsh, fish }

/**
 * The completion script of a shell.
 *
 * @throws UsageError for a shell that there is none for
 */
export function completionScript(name: string | undefined): string {
  const shell = shells.find((each) => each === name)
  if (shell !== undefined) return scripts[shell]()
  const got = name === undefined ? 'nothing' : JSON.stringify(name)
  throw new UsageError(`completion: expected ${shells.join(', ')}, got ${got}`)
}
