import { bashCompletion } from './bash.ts'
import type { Commands } from './commands.ts'
import { fishCompletion } from './fish.ts'
import { zshCompletion } from './zsh.ts'

const scripts = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
])

/** The shells with a completion script. */
export const shells: readonly string[] = [...scripts.keys()]

/** Returns the completion script of a shell. Returns an empty string for a shell that is not in {@link shells}. */
export function completionScript(shell: string, commands: Commands): string {
  return scripts.get(shell)?.(commands) ?? ''
}
