import type { AssumeRoleRetryOptions } from '../assume-role-retry.ts'
import type { CommandCall } from './command.ts'
import { formatDuration } from './progress.ts'

/** Returns the options that retry `CANNOT_ASSUME_ROLE`, and report each retry. */
export function assumeRoleRetryOptions({ progress }: CommandCall): AssumeRoleRetryOptions {
  return {
    onRetry({ attempts, delay }) {
      const text = `Atlas cannot assume the role yet (CANNOT_ASSUME_ROLE), attempt ${attempts + 1} follows`
      progress.update(text)
      progress.reportChange(`${text} in ${formatDuration(delay)}`)
    },
  }
}
