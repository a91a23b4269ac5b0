import { type ApiVersion, apiVersions, type OperationId, operations } from '@export-buckets/core'
import type { VersionOf } from '../asked.ts'

/** The dates that an operation can be asked for, oldest first. */
export function versionsOf<Op extends OperationId>(operationId: Op): readonly VersionOf<Op>[] {
  const { versions } = operations[operationId]
  const hasAnswer = (date: ApiVersion): date is ApiVersion & VersionOf<Op> =>
    versions.some(({ version }) => version <= date)
  return apiVersions.filter(hasAnswer)
}
