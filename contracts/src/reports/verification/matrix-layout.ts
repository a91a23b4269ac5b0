import {
  apiVersions,
  type CloudProvider,
  cloudProviders,
  type Operation,
  operations,
} from '@export-buckets/core'
import { commonPrefixLength } from '../../lib/text.ts'
import { matrixProviders } from '../../matrix/coordinates.ts'
import { getResourceName, operationsByResource } from '../../matrix/resources.ts'
import { type CellReport, type Outcome, toTitle } from '../../verify/report.ts'

/** The mark of each outcome. */
export const marks: Readonly<Record<Outcome, string>> = {
  passed: '✓',
  failed: '✗',
  error: '!',
  skipped: '·',
}

/** The cells of a report that are about one resource, such as `snapshots`. */
export interface ResourceCells {
  readonly resource: string
  readonly cells: readonly CellReport[]
}

/** Returns the cells of each resource, in the order of the operations. A table has the operations of one resource. */
export function groupByResource(cells: readonly CellReport[]): ResourceCells[] {
  const groups = Map.groupBy(cells, ({ operationId }) => getResourceName(operations[operationId]))
  return [...operationsByResource.keys()].flatMap((resource) => {
    const resourceCells = groups.get(resource)
    return resourceCells === undefined ? [] : [{ resource, cells: resourceCells }]
  })
}

/** Returns the operations of a report. */
export function listOperations(cells: readonly CellReport[]): Operation[] {
  return Object.values(operations).filter(({ operationId }) =>
    cells.some((cell) => cell.operationId === operationId),
  )
}

/** Returns the API dates of the matrix of a report, oldest first. */
export function listVersions(cells: readonly CellReport[]): string[] {
  return apiVersions.filter((version) =>
    selectVersionCells(cells).some((cell) => cell.version === version),
  )
}

/** Returns the cloud providers of the matrix of a report, or of one operation in it. */
export function listProviders(cells: readonly CellReport[], operationId?: string): CloudProvider[] {
  const matchingCells = selectVersionCells(cells).filter(
    (cell) => operationId === undefined || cell.operationId === operationId,
  )
  return cloudProviders.filter((provider) =>
    matchingCells.some(({ cloudProvider }) => cloudProvider === provider),
  )
}

/** Returns the provider of a row, or `any` for an operation that is requested with one provider, because none differs. */
export function formatProvider(operation: Operation, provider: CloudProvider): string {
  return matrixProviders(operation).length === 1 ? 'any' : provider
}

/** A position in the matrix. */
export interface MatrixPosition {
  readonly operationId: string
  readonly cloudProvider: CloudProvider
  readonly version: string
}

const selectVersionCells = (cells: readonly CellReport[]) =>
  cells.filter(({ table }) => table === 'versions')

/** Returns the cells of a position: Bearer, Digest, and the one that pins the keys, if any. */
export function findCells(cells: readonly CellReport[], position: MatrixPosition): CellReport[] {
  return selectVersionCells(cells)
    .filter(
      (cell) =>
        cell.operationId === position.operationId &&
        cell.cloudProvider === position.cloudProvider &&
        cell.version === position.version,
    )
    .toSorted(
      (a, b) => variantLetters.indexOf(variantLetter(a)) - variantLetters.indexOf(variantLetter(b)),
    )
}

/** The letters of the cells of a position, in order. */
export const variantLetters: readonly string[] = ['B', 'D', 'K']

/** Returns the letter of a cell: B for Bearer, D for Digest, K for no unknown keys. */
export function variantLetter({ auth, pins }: CellReport): string {
  if (pins === 'keys') return 'K'
  return auth === 'Digest' ? 'D' : 'B'
}

/** The meaning of the letters. */
export const legend = 'B Bearer, D Digest, K no unknown keys; 3/4: three of four passed'

const leadingVerb = (operationId: string) => /^[a-z]+/.exec(operationId)?.[0] ?? operationId

/**
 * Returns a short name of an operation for the head of a narrow column: its verb, such as `list`. The next word follows when a
 * shorter operation of the same resource has the same verb: `list sharded`.
 */
export function toColumnName(operation: Operation): string {
  const { operationId } = operation
  const verb = leadingVerb(operationId)
  const shorter = operationsByResource
    .get(getResourceName(operation))
    ?.find(
      (other) =>
        leadingVerb(other.operationId) === verb && other.operationId.length < operationId.length,
    )
  if (shorter === undefined) return verb
  const rest = operationId.slice(commonPrefixLength(operationId, shorter.operationId))
  return [verb, /[A-Z][a-z]+/.exec(rest)?.[0].toLowerCase()].join(' ')
}

/** The outcomes, the worst first. */
const severity: readonly Outcome[] = ['failed', 'error', 'passed', 'skipped']

/** Returns the worst outcome of several cells, and `3/4` when three of four passed. */
export function worstOutcome(
  cells: readonly CellReport[],
): { readonly outcome: Outcome; readonly share: string } | undefined {
  const outcome = severity.find((candidate) => cells.some((cell) => cell.outcome === candidate))
  if (outcome === undefined) return undefined
  const passed = cells.filter((cell) => cell.outcome === 'passed').length
  const isUniform = passed === 0 || passed === cells.length
  return { outcome, share: isUniform ? '' : `${passed}/${cells.length}` }
}

/** Returns the title of a cell's case, without provider and date. */
const toCaseTitle = (cell: CellReport) => toTitle(cell).replace(/, \S+ asked for [^\s,]+/, '')

/** A row of the table of states, errors and formats: a case with its cells of all operations. */
export interface CaseRow {
  readonly title: string
  readonly status: number
  readonly cells: readonly CellReport[]
}

/** Returns the rows of the table of states, errors and formats, by status. */
export function caseRows(cells: readonly CellReport[]): CaseRow[] {
  const caseCells = cells.filter(({ table }) => table !== 'versions')
  const rows = Map.groupBy(caseCells, toCaseTitle)
  return [...rows]
    .map(([title, rowCells]) => ({ title, status: rowCells[0]?.status ?? 0, cells: rowCells }))
    .toSorted((a, b) => a.status - b.status)
}
