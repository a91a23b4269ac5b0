import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { ClusterName } from '@export-buckets/core'

/**
 * Returns the name of the cluster that follows the name of a command.
 *
 * @throws UsageError for an invalid name
 */
export function parseClusterName({ positional }: ParsedArguments): ClusterName {
  const [issue] = ClusterName.issues(positional)
  if (issue !== undefined) throw new UsageError(`NAME: ${issue.message}`)
  return ClusterName.parse(positional)
}
