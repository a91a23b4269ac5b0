import type { OperationId } from '@export-buckets/core'
import type { VersionOf } from '../asked.ts'
import type { Call } from './command.ts'
import { versionsOf } from './versions.ts'

interface Common<Op extends OperationId> {
  readonly groupId: string
  readonly signal: AbortSignal
  readonly version: VersionOf<Op> | undefined
}

/** What the client's methods take of any operation. */
export function projectInput<Op extends OperationId>(
  operationId: Op,
  { given, signal }: Call,
): Common<Op> {
  const version = versionsOf(operationId).find((date) => date === given.text('version'))
  return { groupId: given.required('groupId'), signal, version }
}

/** What the client's methods take of an operation on one bucket. */
export function bucketInput<Op extends OperationId>(
  operationId: Op,
  call: Call,
): Common<Op> & { readonly exportBucketId: string } {
  const exportBucketId = call.given.required('exportBucketId')
  return { ...projectInput(operationId, call), exportBucketId }
}
