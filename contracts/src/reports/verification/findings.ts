import type { CellReport, Report } from '../../verify/report.ts'
import { describeInteractions } from '../describe-interactions.ts'
import { listOperations } from './matrix-layout.ts'

/** What is wrong, once for all the cells in which it is the same. */
export interface Finding {
  readonly outcome: 'failed' | 'error'
  /** In plain words. */
  readonly message: string
  /** Where it is in the bodies. The message itself names a status or a header. */
  readonly paths: readonly string[]
  readonly expected?: string
  /** What the first of the cells got. */
  readonly actual?: string
  readonly cells: readonly CellReport[]
}

/** Whether a cell has something to report. */
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
 * Returns what is wrong, the most frequent first. What a cell got does not count, as it can be another value each time:
 * where the value matters, the message has it.
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

/** Returns the cells of a finding by operation, those that differ by their date alone as one. */
export function cellNames({ cells }: Finding): string[] {
  return listOperations(cells).flatMap(({ operationId }) => {
    const operationCells = cells.filter((cell) => cell.operationId === operationId)
    const names = describeInteractions(operationCells.map(({ description }) => description))
    return names.map((name) => `${operationId}: ${name}`)
  })
}

/** Returns the command that repeats a request of a finding. */
export function findCurlCommand({ cells: [first] }: Finding): string | undefined {
  return first?.request.curl
}

/** Whether a command of a report needs a token. */
export function needsToken({ cells }: Report): boolean {
  return cells.some((cell) => isFailure(cell) && cell.auth === 'Bearer')
}
