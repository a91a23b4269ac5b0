import {
  apiVersions,
  type CloudProvider,
  cloudProviders,
  type Operation,
  operations,
} from '@export-buckets/core'
import { type CellReport, type Outcome, titleOf } from '../../verify/report.ts'

/** How an outcome is shown. */
export const marks: Readonly<Record<Outcome, string>> = {
  holds: '✓',
  differs: '✗',
  unanswered: '!',
  'not asked': '·',
}

/** The operations that a report has cells of. */
export function operationsIn(cells: readonly CellReport[]): Operation[] {
  return Object.values(operations).filter(({ operationId }) =>
    cells.some((cell) => cell.operationId === operationId),
  )
}

/** The API dates that the matrix of a report has, oldest first. */
export function versionsIn(cells: readonly CellReport[]): string[] {
  return apiVersions.filter((version) =>
    versionCells(cells).some((cell) => cell.version === version),
  )
}

/** The cloud providers that the matrix of a report has. */
export function providersIn(cells: readonly CellReport[]): CloudProvider[] {
  return cloudProviders.filter((provider) =>
    versionCells(cells).some((cell) => cell.cloudProvider === provider),
  )
}

/** A place in the matrix. */
export interface Place {
  readonly operationId: string
  readonly cloudProvider: CloudProvider
  readonly version: string
}

const versionCells = (cells: readonly CellReport[]) =>
  cells.filter(({ table }) => table === 'versions')

/** The cells of a place: with Bearer, with Digest, and, where there are keys to look at, with no other key. */
export function cellsAt(cells: readonly CellReport[], place: Place): CellReport[] {
  return versionCells(cells)
    .filter(
      (cell) =>
        cell.operationId === place.operationId &&
        cell.cloudProvider === place.cloudProvider &&
        cell.version === place.version,
    )
    .toSorted((a, b) => letters.indexOf(letterOf(a)) - letters.indexOf(letterOf(b)))
}

/** The letters of the cells of a place, in their order. */
export const letters: readonly string[] = ['B', 'D', 'K']

/** What a cell of a place is about: with Bearer, with Digest, or that there is no other key. */
export function letterOf({ auth, pins }: CellReport): string {
  if (pins === 'keys') return 'K'
  return auth === 'Digest' ? 'D' : 'B'
}

/** What the letters stand for. */
export const legend =
  'B with Bearer, D with Digest, K no key that the version does not know; 3/4: three of four hold'

/** An operation in one word, for heads of narrow columns: `get` for what is done with buckets, or `clusters`. */
export function verbOf(operationId: string): string {
  const word = operationId.includes('ExportBucket') ? /^[a-z]+/ : /[A-Z][a-z]+$/
  return word.exec(operationId)?.[0].toLowerCase() ?? operationId
}

/** Worst first. */
const severity: readonly Outcome[] = ['differs', 'unanswered', 'holds', 'not asked']

/** What is to be shown of several cells: the worst outcome, and `3/4` where three hold of four. */
export function worstOf(
  cells: readonly CellReport[],
): { readonly outcome: Outcome; readonly share: string } | undefined {
  const outcome = severity.find((each) => cells.some((cell) => cell.outcome === each))
  if (outcome === undefined) return undefined
  const holding = cells.filter((cell) => cell.outcome === 'holds').length
  const isWhole = holding === 0 || holding === cells.length
  return { outcome, share: isWhole ? '' : `${holding}/${cells.length}` }
}

/** The case that a cell is of, whichever provider and date it is asked for. */
const caseOf = (cell: CellReport) => titleOf(cell).replace(/, \S+ asked for [^\s,]+/, '')

/** A row of what is asked beside the matrix, an error or a format: the cells of each operation that it is asked of. */
export interface CaseRow {
  readonly title: string
  readonly status: number
  readonly cells: readonly CellReport[]
}

/** The rows of what is asked beside the matrix, by status. */
export function caseRows(cells: readonly CellReport[]): CaseRow[] {
  const beside = cells.filter(({ table }) => table !== 'versions')
  const rows = Map.groupBy(beside, caseOf)
  return [...rows]
    .map(([title, own]) => ({ title, status: own[0]?.status ?? 0, cells: own }))
    .toSorted((a, b) => a.status - b.status)
}
