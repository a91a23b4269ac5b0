import type { Style } from '@export-buckets/cli-kit/terminal'
import type { CellReport, Outcome, Report } from '../../verify/report.ts'
import { isFailure } from './findings.ts'
import {
  caseRows,
  findCells,
  groupByResource,
  legend,
  listOperations,
  listProviders,
  listVersions,
  marks,
  type ResourceCells,
  toColumnName,
  variantLetter,
  variantLetters,
  worstOutcome,
} from './matrix-layout.ts'

/** The colour of each outcome. */
export const colours: Readonly<Record<Outcome, 'green' | 'red' | 'yellow' | 'dim'>> = {
  passed: 'green',
  failed: 'red',
  error: 'yellow',
  skipped: 'dim',
}

/** Returns the marks of a position, each in the column of its letter. */
function formatMarks(cells: readonly CellReport[], style: Style): string {
  return variantLetters
    .map((letter) => {
      const cell = cells.find((candidate) => variantLetter(candidate) === letter)
      return cell === undefined ? ' ' : style(colours[cell.outcome], marks[cell.outcome])
    })
    .join('')
}

/** A row of a table, and the dates for which it stands. */
interface DateRow {
  readonly dates: string[]
  readonly marks: string
}

/** Merges consecutive rows with the same marks into one row. */
function mergeDates(rows: readonly DateRow[]): DateRow[] {
  const merged: DateRow[] = []
  for (const row of rows) {
    const previous = merged.at(-1)
    if (previous?.marks === row.marks) previous.dates.push(...row.dates)
    else merged.push(row)
  }
  return merged
}

function formatDates(dates: readonly string[]): string {
  const [first = '', ...others] = dates
  const last = others.at(-1)
  return last === undefined ? first : `${first} … ${last}`
}

/** The width of the dates of a row, such as `2023-01-01 … 2025-03-12`. */
const datesWidth = 23

/** Returns the table of one resource: its operations side by side, and a row for dates with the same marks. */
function resourceLines({ resource, cells }: ResourceCells, style: Style): string[] {
  const versions = listVersions(cells)
  if (versions.length === 0) return []
  const providers = listProviders(cells)
  const operations = listOperations(cells)
  const columnNames = operations.map(toColumnName)
  const providersWidth = providers.length * 4 - 1
  const width = Math.max(providersWidth, ...columnNames.map(({ length }) => length)) + 2
  const names = columnNames.map((name) => name.padEnd(width)).join('')
  const shortNames = providers.map((name) => name.slice(0, 3)).join(' ')
  const heads = columnNames.map(() => shortNames.padEnd(width)).join('')
  const rows = versions.map((version) => {
    const groups = operations.map(({ operationId }) => {
      const formattedMarks = providers.map((cloudProvider) =>
        formatMarks(findCells(cells, { operationId, cloudProvider, version }), style),
      )
      return formattedMarks.join(' ') + ' '.repeat(width - providersWidth)
    })
    return { dates: [version], marks: groups.join('').trimEnd() }
  })
  return [
    style('bold', `${resource.padEnd(datesWidth)}  ${names}`.trimEnd()),
    style('bold', `${' '.repeat(datesWidth)}  ${heads}`.trimEnd()),
    ...mergeDates(rows).map(({ dates, marks: text }) =>
      `${formatDates(dates).padEnd(datesWidth)}  ${text}`.trimEnd(),
    ),
    '',
  ]
}

/** Returns the tables of versions, one for each resource. */
export function matrixLines({ cells }: Report, style: Style): string[] {
  const lines = groupByResource(cells).flatMap((group) => resourceLines(group, style))
  return lines.length === 0 ? [] : [...lines, style('dim', legend), '']
}

/** The width of a column for a case, such as `✗ 3/4`. */
const caseWidth = 8

/** Returns the cases of one resource with failures. */
function failedCaseLines({ cells }: ResourceCells, style: Style): string[] {
  const failed = caseRows(cells).filter((row) => row.cells.some(isFailure))
  if (failed.length === 0) return []
  const operations = listOperations(cells)
  const columnNames = operations.map(toColumnName)
  const width = Math.max(caseWidth, ...columnNames.map(({ length }) => length + 2))
  const names = columnNames.map((name) => name.padEnd(width)).join('')
  const lines = failed.map(({ title, status, cells: caseCells }) => {
    const columns = operations.map(({ operationId }) => {
      const worst = worstOutcome(caseCells.filter((cell) => cell.operationId === operationId))
      if (worst === undefined) return ' '.repeat(width)
      const { outcome, share } = worst
      const text = `${marks[outcome]}${share && ` ${share}`}`
      return style(colours[outcome], text) + ' '.repeat(width - text.length)
    })
    return `${columns.join('')}${status}  ${title}`
  })
  return [style('bold', names.trimEnd()), ...lines]
}

/** Returns the cases with failures, by resource, and the number of other cases. */
export function caseLines({ cells }: Report, style: Style): string[] {
  const groups = groupByResource(cells)
  const lines = groups.flatMap((group) => failedCaseLines(group, style))
  if (lines.length === 0) return []
  const others = groups
    .flatMap((group) => caseRows(group.cells))
    .filter((row) => !row.cells.some(isFailure)).length
  const noun = others === 1 ? 'case' : 'cases'
  const othersLine = others === 0 ? [] : [style('dim', `${others} other ${noun} without a failure`)]
  return [...lines, ...othersLine, '']
}
