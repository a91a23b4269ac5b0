import {
  type ApiVersion,
  apiVersions,
  type OperationId,
  operations,
  resolveVersion,
} from '@export-buckets/core'
import type { OperationVersion } from '../resolve-operation.ts'

/** The dates that an operation can be asked for, oldest first. */
export function listVersions<Op extends OperationId>(
  operationId: Op,
): readonly OperationVersion<Op>[] {
  const operation = operations[operationId]
  const hasResourceVersion = (date: ApiVersion): date is ApiVersion & OperationVersion<Op> =>
    resolveVersion(operation, date) !== undefined
  return apiVersions.filter(hasResourceVersion)
}
