import { type OperationId, operations, type Snapshot } from '@export-buckets/core'
import type { ClusterParams, SnapshotParams } from '../call-options.ts'
import { NetworkError, TimeoutError } from '../errors/connection-errors.ts'
import { ExportJobError, SnapshotError } from '../errors/export-workflow-errors.ts'
import { AtlasApiError } from '../errors/response-errors.ts'
import type { KnownState } from '../polling.ts'
import { describeSnapshot, type WaitForSnapshotInput } from '../workflow/snapshots.ts'
import type { CommandCall, CommandResult, Failure } from './command.ts'
import { WaitTimeoutError } from './errors.ts'
import { formatCommand } from './format-command.ts'
import { type WaitLimit, waitOptions } from './wait-limit.ts'

/** A job or a snapshot that a command waits for. */
interface WaitTarget {
  readonly name: string
  /** The command that watches it. */
  readonly command: string
  /** The operation that reads it. */
  readonly operationId: OperationId
  /** Whether Atlas has confirmed that it exists. */
  readonly exists: boolean
}

/** Timers may fire a little early. Milliseconds. */
const timerTolerance = 5

/** Returns the failure of a wait. Its note says what continues, and how to watch it. */
export function toWaitFailure(
  { signal }: Pick<CommandCall, 'signal'>,
  { name, command, operationId, exists }: WaitTarget,
  limit: WaitLimit | undefined,
  error: unknown,
): Failure {
  if (error instanceof ExportJobError || error instanceof SnapshotError) return { error }
  const isUnauthorized = error instanceof AtlasApiError && error.status === 401
  const role = isUnauthorized ? ` with the role ${operations[operationId].role}` : ''
  const note = `${name} continues in Atlas. To watch it${role}: ${command}`
  const isLimitReached = limit !== undefined && Date.now() >= limit.deadline - timerTolerance
  if (isLimitReached && error instanceof TimeoutError) {
    return { error: new WaitTimeoutError(name, limit.timeout, error.lastState), note }
  }
  return exists || signal.aborted ? { error, note } : { error }
}

/** The result of a request or a wait. */
export interface WaitResult<T> {
  /** The last response. `undefined` when there was none. */
  readonly last: T | undefined
  readonly failure?: Failure
}

/** Returns whether Atlas may have processed a request in spite of its error. */
function isOutcomeUnknown({ signal }: CommandCall, error: unknown): boolean {
  if (signal.aborted || error instanceof NetworkError || error instanceof TimeoutError) return true
  return error instanceof AtlasApiError && error.status >= 500
}

/**
 * Waits for the response to a request that starts an export job or takes a snapshot. An error may leave open whether Atlas has
 * processed the request. The failure then says how to check, because a second job costs as much as the first.
 *
 * @param kind - what is started, which is also the first word of its commands
 */
export async function waitForStart<T>(
  call: CommandCall,
  kind: 'job' | 'snapshot',
  { clusterName }: ClusterParams,
  request: Promise<T>,
): Promise<WaitResult<T>> {
  try {
    return { last: await request }
  } catch (error) {
    const command = formatCommand(call, `${kind} list`, { clusterName })
    const note = `The ${kind} of cluster ${clusterName} may have been started. To check: ${command}`
    const failure = isOutcomeUnknown(call, error) ? { error, note } : { error }
    return { last: undefined, failure }
  }
}

/** Returns the output of a command that waited: the last response, also of a failure. */
export function toResult<T>({ last, failure }: WaitResult<T>): CommandResult {
  return { body: last, ...(failure && { failures: [failure] }) }
}

/**
 * Waits until a snapshot is completed.
 *
 * @param snapshot - the snapshot, when it was just taken
 */
export async function waitForSnapshot(
  call: CommandCall,
  params: SnapshotParams,
  limit: WaitLimit | undefined,
  snapshot?: Snapshot,
): Promise<WaitResult<Snapshot>> {
  const { clusterName, snapshotId } = params
  const input: WaitForSnapshotInput & KnownState = {
    ...params,
    ...waitOptions(limit),
    type: snapshot?.type,
    lastState: snapshot?.status,
  }
  try {
    return { last: await call.atlas.snapshots.waitFor(input) }
  } catch (error) {
    const target: WaitTarget = {
      name: describeSnapshot(params),
      command: formatCommand(call, 'snapshot watch', { clusterName, snapshotId }),
      operationId: 'getGroupClusterBackupSnapshot',
      exists: snapshot !== undefined,
    }
    const last = error instanceof SnapshotError ? error.snapshot : snapshot
    return { last, failure: toWaitFailure(call, target, limit, error) }
  }
}
