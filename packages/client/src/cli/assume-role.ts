import type { AssumeRoleRetryOptions } from '../assume-role-retry.ts'
import type { CommandCall } from './command.ts'
import { formatDuration } from './progress.ts'

/** Returns the option that retries `CANNOT_ASSUME_ROLE`, and reports each retry. */
export function reportedAssumeRoleRetry({ progress }: CommandCall): AssumeRoleRetryOptions {
  return {
    onRetry({ attempts, delay }) {
      const problem = 'Atlas cannot assume the role yet (CANNOT_ASSUME_ROLE)'
      progress.update(`${problem}, attempt ${attempts + 1} follows`)
      progress.reportChange(
        `${problem}: attempt ${attempts + 1} follows in ${formatDuration(delay)}`,
      )
    },
  }
}
