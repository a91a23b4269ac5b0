import {
  type ApiVersion,
  apiVersions,
  type OperationId,
  type RequestBody,
  requestValidator,
} from '@export-buckets/core'
import type {
  BucketParams,
  ClusterParams,
  ExportJobParams,
  ProjectParams,
  RoleParams,
  SnapshotParams,
} from '../call-options.ts'
import type { CommandCall } from './command.ts'
import { listVersions } from './flags.ts'

/** Converts the flags to the input of a method on a project. */
export function projectInput({ parsedArgs, signal }: CommandCall): ProjectParams {
  const version = apiVersions.find((date) => date === parsedArgs.value('version'))
  return { groupId: parsedArgs.required('groupId'), signal, version }
}

/** Converts the flags to the input of a method on one bucket. */
export function bucketInput(call: CommandCall): BucketParams {
  return { ...projectInput(call), exportBucketId: call.parsedArgs.required('exportBucketId') }
}

/** Converts the flags to the input of a method on one role. */
export function roleInput(call: CommandCall): RoleParams {
  return { ...projectInput(call), roleId: call.parsedArgs.required('roleId') }
}

/** Converts the flags to the input of a method on one cluster. */
export function clusterInput(call: CommandCall): ClusterParams {
  return { ...projectInput(call), clusterName: call.parsedArgs.required('clusterName') }
}

/** Converts the flags to the input of a method on one snapshot. */
export function snapshotInput(call: CommandCall): SnapshotParams {
  return { ...clusterInput(call), snapshotId: call.parsedArgs.required('snapshotId') }
}

/** Converts the flags to the input of a method on one export job. */
export function exportJobInput(call: CommandCall): ExportJobParams {
  return { ...clusterInput(call), exportId: call.parsedArgs.required('exportId') }
}

/**
 * Returns the request body of a command.
 *
 * @throws ValidationError that lists every violation
 */
export function requestBody<Op extends OperationId>(
  operationId: Op,
  { parsedArgs, body }: CommandCall,
): RequestBody<Op, ApiVersion> {
  const versions: readonly ApiVersion[] = listVersions(operationId)
  const version = versions.find((date) => date === parsedArgs.value('version')) ?? versions.at(-1)
  const validator = version && requestValidator<Op, ApiVersion>(operationId, version)
  if (validator === undefined) throw new TypeError(`${operationId} has no request body`)
  return validator.parse(body)
}
