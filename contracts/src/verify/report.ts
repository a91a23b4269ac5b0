import type { CloudProvider, OperationId } from '@export-buckets/core'
import type { Auth, Cell } from '../matrix/cell.ts'

/**
 * The outcome of a cell, in the terms of JUnit. `passed` and `failed`: the provider responded. `error`: there is no
 * response to compare. `skipped`: nothing was sent.
 */
export type Outcome = 'passed' | 'failed' | 'error' | 'skipped'

/** A difference of a response from the pact. */
export interface Difference {
  /** The location, such as `status`, `header Sunset` or `body $.results[0]._id`. */
  readonly where: string
  /** A sentence, such as `iamRoleId is missing; iamRole is new: renamed?`. */
  readonly message: string
  /** The expected value, or a description of the rule for it. */
  readonly expected: string
  readonly actual: string
}

/** The request of a cell. */
export interface CellRequest {
  readonly method: string
  readonly url: string
  /** All headers except `Authorization`, for which see {@link CellReport.auth}. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * For a failed cell: the shell command that repeats the request. It reads credentials from environment variables.
   */
  readonly curl?: string
}

/** The response of the provider. */
export interface CellResponse {
  readonly status: number
  /** The headers that the pact pins, `Content-Type`, and `Location` when present. */
  readonly headers: Readonly<Record<string, string>>
  /** The first characters of the body. */
  readonly body: string
}

/** A cell of the matrix and its outcome. */
export interface CellReport {
  /** The description of the interaction in the pact. */
  readonly description: string
  readonly table: Cell['table']
  readonly operationId: OperationId
  readonly cloudProvider: CloudProvider
  /** The requested API date. */
  readonly version: string
  readonly auth: Auth
  /** `shape`: the required fields are pinned. `keys`: the absence of other keys is pinned. */
  readonly pins: 'shape' | 'keys'
  /** The status that the pact pins. */
  readonly status: number
  readonly request: CellRequest
  readonly outcome: Outcome
  /** The reason for `error` and `skipped`. */
  readonly reason?: string
  /** The differences of a `failed` cell, at most fifty. A different status is reported alone. */
  readonly differences: readonly Difference[]
  readonly response?: CellResponse
  /** The time from request to response, without setting provider states. */
  readonly milliseconds: number
}

/** The result of a verification. */
export interface Report {
  /** The provider's base URL. */
  readonly provider: string
  /** Whether provider states were set, or the provider was only read. */
  readonly mode: 'states' | 'read-only'
  /** ISO 8601. */
  readonly startedAt: string
  readonly milliseconds: number
  /** Every cell that the filters select, in the order of the matrix. */
  readonly cells: readonly CellReport[]
  /**
   * Requests that other processes of this machine sent to the proxy of the verification, and that it refused. Empty
   * unless a process tries to use the proxy's credentials.
   */
  readonly refusedRequests: readonly string[]
}

/** The outcomes, in the order of reports. */
export const outcomes: readonly Outcome[] = ['passed', 'failed', 'error', 'skipped']

/** Returns the number of cells with an outcome. */
export function countOutcome(cells: readonly CellReport[], outcome: Outcome): number {
  return cells.filter((cell) => cell.outcome === outcome).length
}

/** Returns a description without its operation: `EXPORT_BUCKET_NOT_FOUND when the bucket does not exist`. */
export function toTitle({ description, operationId }: CellReport): string {
  return description.slice(`${operationId}: `.length)
}
