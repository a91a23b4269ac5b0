import type { CloudProvider, OperationId } from '@export-buckets/core'
import type { Auth, Cell } from '../matrix/cell.ts'

/**
 * The outcome of a cell, in the words of JUnit: `passed` or `failed` where the provider responded; `error` where there is
 * no response to compare; `skipped` where nothing was sent.
 */
export type Outcome = 'passed' | 'failed' | 'error' | 'skipped'

/** One thing in which a response differs from the pact. */
export interface Difference {
  /** `status`, `header Sunset`, `body $.results[0]._id`. */
  readonly where: string
  /** In plain words: `iamRoleId is missing; iamRole is new: renamed?`. */
  readonly message: string
  /** What the pact expects there: a value, or the rule for it in words. */
  readonly expected: string
  readonly actual: string
}

/** The request of a cell. */
export interface CellRequest {
  readonly method: string
  readonly url: string
  /** All but `Authorization`, for which see {@link CellReport.auth}. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * Of a cell that failed: the command that repeats its request in a shell. Credentials are the names of environment
   * variables.
   */
  readonly curl?: string
}

/** What the provider answered. */
export interface CellResponse {
  readonly status: number
  /** Those that the pact pins of this answer, `Content-Type`, and `Location` where there is one. */
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
  /** The API date that is asked for. */
  readonly version: string
  readonly auth: Auth
  /** `shape`: what must be there. `keys`: that there is no more. */
  readonly pins: 'shape' | 'keys'
  /** The status that the pact pins. */
  readonly status: number
  readonly request: CellRequest
  readonly outcome: Outcome
  /** Of `error` and `skipped`: why. */
  readonly reason?: string
  /** Of `failed`: at most fifty; where the status differs, that alone. */
  readonly differences: readonly Difference[]
  readonly response?: CellResponse
  /** From the request to the response, without the provider's states. */
  readonly milliseconds: number
}

/** The result of a verification. */
export interface Report {
  /** The provider's base URL. */
  readonly provider: string
  /** Whether the provider was brought into states, or only read. */
  readonly mode: 'states' | 'read-only'
  /** ISO 8601. */
  readonly startedAt: string
  readonly milliseconds: number
  /** Every cell that the filters let through, in the order of the matrix. */
  readonly cells: readonly CellReport[]
  /**
   * The requests that other processes of this machine made to the proxy of the verification, which refused them. Empty,
   * unless somebody tries to use its credentials.
   */
  readonly refusedRequests: readonly string[]
}

/** The outcomes, in the order in which reports count them. */
export const outcomes: readonly Outcome[] = ['passed', 'failed', 'error', 'skipped']

/** Returns how many cells have an outcome. */
export function countOutcome(cells: readonly CellReport[], outcome: Outcome): number {
  return cells.filter((cell) => cell.outcome === outcome).length
}

/** Returns what a description says besides its operation: `EXPORT_BUCKET_NOT_FOUND when the bucket does not exist`. */
export function toTitle({ description, operationId }: CellReport): string {
  return description.slice(`${operationId}: `.length)
}
