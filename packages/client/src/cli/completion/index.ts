import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { bashCompletion } from './bash.ts'
import { fishCompletion } from './fish.ts'
import { type Shell, shells } from './shells.ts'
import { zshCompletion } from './zsh.ts'

const scripts: Readonly<Record<Shell, () => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

/**
 * The completion script of a shell.
 *
 * @throws UsageError for a shell that there is none for
 */
export function completionScript(name: string | undefined): string {
  const shell = shells.find((candidate) => candidate === name)
  if (shell !== undefined) return scripts[shell]()
  const actual = name === undefined ? 'nothing' : JSON.stringify(name)
  throw new UsageError(`completion: expected ${shells.join(', ')}, got ${actual}`)
}
