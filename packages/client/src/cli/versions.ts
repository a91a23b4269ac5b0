import {
  type ApiVersion,
  answeringVersion,
  apiVersions,
  type OperationId,
  operations,
} from '@export-buckets/core'
import type { VersionOf } from '../asked.ts'

/** The dates that an operation can be asked for, oldest first. */
export function versionsOf<Op extends OperationId>(operationId: Op): readonly VersionOf<Op>[] {
  const operation = operations[operationId]
  const hasAnswer = (date: ApiVersion): date is ApiVersion & VersionOf<Op> =>
    answeringVersion(operation, date) !== undefined
  return apiVersions.filter(hasAnswer)
}
