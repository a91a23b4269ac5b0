import type { OperationId } from '@export-buckets/core'
import type { OperationVersion } from '../resolve-operation.ts'
import type { CommandCall } from './command.ts'
import { listVersions } from './list-versions.ts'

interface CommonInput<Op extends OperationId> {
  readonly groupId: string
  readonly signal: AbortSignal
  readonly version: OperationVersion<Op> | undefined
}

/** What the client's methods take of any operation. */
export function toProjectInput<Op extends OperationId>(
  operationId: Op,
  { parsedArgs, signal }: CommandCall,
): CommonInput<Op> {
  const version = listVersions(operationId).find((date) => date === parsedArgs.value('version'))
  return { groupId: parsedArgs.required('groupId'), signal, version }
}

/** What the client's methods take of an operation on one bucket. */
export function toBucketInput<Op extends OperationId>(
  operationId: Op,
  call: CommandCall,
): CommonInput<Op> & { readonly exportBucketId: string } {
  const exportBucketId = call.parsedArgs.required('exportBucketId')
  return { ...toProjectInput(operationId, call), exportBucketId }
}
