import { type CellReport, countOutcome, outcomes, type Report } from '../../verify/report.ts'
import { describeInteractions } from '../describe-interactions.ts'
import { listOperations } from './matrix-layout.ts'

/** One problem and all cells that have it. */
export interface Finding {
  readonly outcome: 'failed' | 'error'
  readonly message: string
  /** Its locations in bodies. The message itself names a status or header. */
  readonly paths: readonly string[]
  readonly expected?: string
  /** The actual value in the first cell. */
  readonly actual?: string
  readonly cells: readonly CellReport[]
}

export function isFailure({ outcome }: CellReport): boolean {
  return outcome === 'failed' || outcome === 'error'
}

type CellFinding = Omit<Finding, 'paths' | 'cells'> & {
  readonly where?: string
  readonly cell: CellReport
}

function toCellFindings(cell: CellReport): CellFinding[] {
  const { outcome, reason = '' } = cell
  if (outcome === 'error') return [{ outcome, message: reason, cell }]
  if (outcome !== 'failed') return []
  return cell.differences.map((difference) => ({ outcome, ...difference, cell }))
}

/**
 * Groups the differences of cells into findings, the most frequent first. Actual values are not part of the key,
 * because they can differ in each cell.
 */
export function groupFindings(cells: readonly CellReport[]): Finding[] {
  const groups = Map.groupBy(cells.flatMap(toCellFindings), ({ outcome, message, expected }) =>
    JSON.stringify([outcome, message, expected]),
  )
  return [...groups.values()]
    .flatMap((group): Finding[] => {
      const [first] = group
      if (first === undefined) return []
      const { cell: _cell, where: _where, ...finding } = first
      const locations = new Set(group.flatMap((cellFinding) => cellFinding.where ?? []))
      const paths = [...locations].filter((location) => location.startsWith('body $'))
      return [{ ...finding, paths, cells: [...new Set(group.map(({ cell }) => cell))] }]
    })
    .toSorted((a, b) => b.cells.length - a.cells.length)
}

/** Returns `1 cell` or `2 cells`. */
export function countCells({ cells }: Finding): string {
  return cells.length === 1 ? '1 cell' : `${cells.length} cells`
}

/** Returns the cells of a finding by operation. Cells that only differ by the API date become one line. */
export function cellNames({ cells }: Finding): string[] {
  return listOperations(cells).flatMap(({ operationId }) => {
    const operationCells = cells.filter((cell) => cell.operationId === operationId)
    const names = describeInteractions(operationCells.map(({ description }) => description))
    return names.map((name) => `${operationId}: ${name}`)
  })
}

/** Returns the command that repeats the request of the first cell. */
export function findCurlCommand({ cells: [first] }: Finding): string | undefined {
  return first?.request.curl
}

/** Returns whether a command of a report needs a token. */
export function needsToken({ cells }: Report): boolean {
  return cells.some((cell) => isFailure(cell) && cell.auth === 'Bearer')
}

/** Returns the reasons for skipped cells with their counts, the most frequent first. */
export function skipReasons(cells: readonly CellReport[]): [string, number][] {
  const skipped = cells.filter(({ outcome }) => outcome === 'skipped')
  const reasons = Map.groupBy(skipped, ({ reason = '' }) => reason)
  return [...reasons]
    .map(([reason, cellsWithReason]): [string, number] => [reason, cellsWithReason.length])
    .toSorted(([, a], [, b]) => b - a)
}

/** Returns `253 passed, 0 failed, 199 skipped`. */
export function summary(cells: readonly CellReport[]): string {
  return outcomes
    .map((outcome) => [countOutcome(cells, outcome), outcome] as const)
    .filter(([number, outcome]) => number > 0 || outcome === 'passed' || outcome === 'failed')
    .map(([number, outcome]) =>
      outcome === 'error' && number !== 1 ? `${number} errors` : `${number} ${outcome}`,
    )
    .join(', ')
}

/** The title of the list of {@link Report.refusedRequests}. */
export const refusedRequestsTitle = 'Refused requests from other processes on this machine'
