import { printable, type Style } from '@export-buckets/command-line/style'
import type { CellReport, Outcome, Report } from '../../verify/report.ts'
import { saidOf, sideOf } from './difference.ts'
import { failureGroups, groupTitle } from './failures.ts'
import {
  caseRows,
  cellsAt,
  legend,
  letterOf,
  letters,
  marks,
  operationsIn,
  providersIn,
  verbOf,
  versionsIn,
  worstOf,
} from './grid.ts'
import { reasonsNotAsked, summary } from './summary.ts'

/** As many different failures are shown. */
const most = 20

const colours: Readonly<Record<Outcome, 'green' | 'red' | 'yellow' | 'dim'>> = {
  holds: 'green',
  differs: 'red',
  unanswered: 'yellow',
  'not asked': 'dim',
}

/** The marks of a place, each in the column of its letter. */
function place(cells: readonly CellReport[], style: Style): string {
  return letters
    .map((letter) => {
      const cell = cells.find((each) => letterOf(each) === letter)
      return cell === undefined ? ' ' : style(colours[cell.outcome], marks[cell.outcome])
    })
    .join('')
}

function matrixLines({ cells }: Report, style: Style): string[] {
  const versions = versionsIn(cells)
  if (versions.length === 0) return []
  const providers = providersIn(cells)
  const operations = operationsIn(cells)
  const verbs = operations.map(({ operationId }) => verbOf(operationId))
  const own = providers.length * 4 - 1
  const width = Math.max(own, ...verbs.map(({ length }) => length)) + 2
  const names = verbs.map((verb) => verb.padEnd(width)).join('')
  const short = providers.map((name) => name.slice(0, 3)).join(' ')
  const heads = verbs.map(() => short.padEnd(width)).join('')
  const rows = versions.map((version) => {
    const groups = operations.map(({ operationId }) => {
      const places = providers.map((cloudProvider) =>
        place(cellsAt(cells, { operationId, cloudProvider, version }), style),
      )
      return places.join(' ') + ' '.repeat(width - own)
    })
    return `${version}  ${groups.join('')}`.trimEnd()
  })
  const indent = ' '.repeat(12)
  return [
    style('bold', `${indent}${names}`.trimEnd()),
    style('bold', `${indent}${heads}`.trimEnd()),
    ...rows,
    style('dim', legend),
    '',
  ]
}

/** Columns of a case: a mark and, say, `3/4`. */
const caseWidth = 8

function caseLines({ cells }: Report, style: Style): string[] {
  const rows = caseRows(cells)
  if (rows.length === 0) return []
  const operations = operationsIn(cells)
  const names = operations.map(({ operationId }) => verbOf(operationId).padEnd(caseWidth)).join('')
  const lines = rows.map(({ title, status, cells: own }) => {
    const columns = operations.map(({ operationId }) => {
      const worst = worstOf(own.filter((each) => each.operationId === operationId))
      if (worst === undefined) return ' '.repeat(caseWidth)
      const { outcome, share } = worst
      const text = `${marks[outcome]}${share && ` ${share}`}`
      return style(colours[outcome], text) + ' '.repeat(caseWidth - text.length)
    })
    return `${columns.join('')}${status}  ${title}`
  })
  return [style('bold', names.trimEnd()), ...lines, '']
}

/** What is wrong with a cell, for people. */
function failureLines({ reason, differences }: CellReport): string[] {
  if (reason !== undefined) return [`  ${printable(reason)}`]
  return differences.flatMap((each) => [
    `  ${saidOf(each)}`,
    `    expected ${printable(sideOf(each.expected))}`,
    `    actual   ${printable(sideOf(each.actual))}`,
  ])
}

function failureSection(cells: readonly CellReport[], style: Style): string[] {
  const all = failureGroups(cells)
  const lines = all.slice(0, most).flatMap((group) => {
    const { outcome } = group.first
    const mark = style(colours[outcome], marks[outcome])
    return [`${mark} ${groupTitle(group)}`, ...failureLines(group.first)]
  })
  const more = all.length - most
  if (more > 0) lines.push(`and ${more} more; --html or --json has them all`)
  return lines.length === 0 ? [] : [...lines, '']
}

function notAskedSection(cells: readonly CellReport[], style: Style): string[] {
  const lines = reasonsNotAsked(cells).map(
    ([reason, number]) => `${String(number).padStart(5)}  ${reason}`,
  )
  return lines.length === 0 ? [] : [style('bold', 'Not asked:'), ...lines, '']
}

/** The report for a terminal. */
export function terminalReport(report: Report, style: Style): string {
  const { cells, provider, mode, milliseconds } = report
  const seconds = (milliseconds / 1000).toFixed(1)
  return `${[
    ...matrixLines(report, style),
    ...caseLines(report, style),
    ...failureSection(cells, style),
    ...notAskedSection(cells, style),
    style('bold', `${summary(cells)} (${provider}, ${mode}, ${seconds} s)`),
  ].join('\n')}\n`
}
