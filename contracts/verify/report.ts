import type { CloudProvider, OperationId } from '@export-buckets/core'
import type { Auth, Cell } from '../matrix/cells.ts'

/**
 * What became of a cell: the provider's answer `holds` or `differs`; `unanswered`: it was asked, but there is no answer
 * to judge; `not asked`.
 */
export type Outcome = 'holds' | 'differs' | 'unanswered' | 'not asked'

/** One thing in which an answer differs from the pact. */
export interface Difference {
  /** `status`, `header Sunset`, `body $.results[0]._id`. */
  readonly where: string
  /** What the pact has there; an example, where it pins a rule. */
  readonly expected: string
  readonly actual: string
  /** What Pact says of it. */
  readonly message: string
}

/** What the provider answered. */
export interface Answered {
  readonly status: number
  /** Those that the pact pins of this answer, `Content-Type`, and `Location` where there is one. */
  readonly headers: Readonly<Record<string, string>>
  /** The first characters of the body. */
  readonly body: string
}

/** A cell of the matrix and what became of it. */
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
  readonly request: { readonly method: string; readonly path: string }
  readonly outcome: Outcome
  /** Why it is not asked, or not answered. */
  readonly reason?: string
  readonly differences: readonly Difference[]
  readonly answered?: Answered
  /** From the request to the answer, without the provider's states. */
  readonly milliseconds: number
}

/** What a verification came to. */
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
}

/** The outcomes, in the order in which reports count them. */
export const outcomes: readonly Outcome[] = ['holds', 'differs', 'unanswered', 'not asked']

/** How many cells had an outcome. */
export function count(cells: readonly CellReport[], outcome: Outcome): number {
  return cells.filter((cell) => cell.outcome === outcome).length
}

/** What a description says besides its operation: `EXPORT_BUCKET_NOT_FOUND when the bucket does not exist`. */
export function titleOf({ description, operationId }: CellReport): string {
  return description.slice(`${operationId}: `.length)
}
