import { printable, type Style } from '@export-buckets/command-line/style'
import { tokenCommand } from '../../verify/curl.ts'
import type { CellReport, Outcome, Report } from '../../verify/report.ts'
import {
  cellNames,
  countCells,
  curlOf,
  type Finding,
  findings,
  isFailure,
  needsToken,
} from './findings.ts'
import {
  caseRows,
  cellsAt,
  legend,
  letters,
  marks,
  operationsIn,
  outcomeLetter,
  providersIn,
  verbOf,
  versionsIn,
  worstOutcome,
} from './matrix-layout.ts'
import { refusedTitle, skipReasons, summary } from './summary.ts'

/** As many findings are shown, and lines of cells of each. */
const MAX_FINDINGS = 20
const MAX_CELLS = 5
/** Characters of a value. */
const MAX_VALUE = 300

const colours: Readonly<Record<Outcome, 'green' | 'red' | 'yellow' | 'dim'>> = {
  passed: 'green',
  failed: 'red',
  error: 'yellow',
  skipped: 'dim',
}

/** Returns the marks of a place, each in the column of its letter. */
function marksAt(cells: readonly CellReport[], style: Style): string {
  return letters
    .map((letter) => {
      const cell = cells.find((each) => outcomeLetter(each) === letter)
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
        marksAt(cellsAt(cells, { operationId, cloudProvider, version }), style),
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

/** Returns the rows of errors and formats in which something failed, and how many others there are. */
function caseLines({ cells }: Report, style: Style): string[] {
  const rows = caseRows(cells)
  const failed = rows.filter((row) => row.cells.some(isFailure))
  if (failed.length === 0) return []
  const operations = operationsIn(cells)
  const names = operations.map(({ operationId }) => verbOf(operationId).padEnd(caseWidth)).join('')
  const lines = failed.map(({ title, status, cells: own }) => {
    const columns = operations.map(({ operationId }) => {
      const worst = worstOutcome(own.filter((each) => each.operationId === operationId))
      if (worst === undefined) return ' '.repeat(caseWidth)
      const { outcome, share } = worst
      const text = `${marks[outcome]}${share && ` ${share}`}`
      return style(colours[outcome], text) + ' '.repeat(caseWidth - text.length)
    })
    return `${columns.join('')}${status}  ${title}`
  })
  const others = rows.length - failed.length
  const noun = others === 1 ? 'case' : 'cases'
  const rest = others === 0 ? [] : [style('dim', `${others} other ${noun} without a failure`)]
  return [style('bold', names.trimEnd()), ...lines, ...rest, '']
}

function skippedLines(cells: readonly CellReport[], style: Style): string[] {
  const lines = skipReasons(cells).map(
    ([reason, number]) => `${String(number).padStart(5)}  ${reason}`,
  )
  return lines.length === 0 ? [] : [style('bold', 'Skipped:'), ...lines, '']
}

/** Returns a text of the provider on one line. It is never the first of its line, where a CI runner looks for a command. */
const value = (text: string) =>
  printable(text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text)

function refusedLines({ refused }: Report, style: Style): string[] {
  const lines = refused.map((each) => `  - ${value(each)}`)
  return lines.length === 0 ? [] : [style('yellow', `${refusedTitle}:`), ...lines, '']
}

function findingLines(finding: Finding, style: Style): string[] {
  const { outcome, message, paths, expected, actual } = finding
  const names = cellNames(finding)
  const left = names.length - MAX_CELLS
  const [first = '', ...others] = [
    ...names.slice(0, MAX_CELLS),
    ...(left > 0 ? [`and ${left} more; --html or --json has them all`] : []),
  ]
  const curl = curlOf(finding)
  const mark = style(colours[outcome], marks[outcome])
  return [
    `${mark} ${value(message)} (${countCells(finding)})`,
    ...(expected === undefined ? [] : [`    expected  ${value(expected)}`]),
    ...(actual === undefined ? [] : [`    actual    ${value(actual)}`]),
    ...(paths.length === 0 ? [] : [`    at        ${value(paths.join(', '))}`]),
    `    cells     ${first}`,
    ...others.map((each) => `              ${each}`),
    ...(curl === undefined ? [] : [`    repeat    ${printable(curl)}`]),
  ]
}

function findingSection(report: Report, style: Style): string[] {
  const all = findings(report.cells)
  if (all.length === 0) return []
  const left = all.length - MAX_FINDINGS
  const token = needsToken(report)
    ? [`A token for the commands: ${printable(tokenCommand(report.provider))}`]
    : []
  return [
    style('bold', all.length === 1 ? '1 finding:' : `${all.length} findings:`),
    ...all.slice(0, MAX_FINDINGS).flatMap((finding) => findingLines(finding, style)),
    ...(left > 0 ? [`and ${left} more; --html or --json has them all`] : []),
    ...token,
  ]
}

/** Returns the report for a terminal: a summary, then the findings. */
export function terminalReport(report: Report, style: Style): string {
  const { cells, provider, mode, milliseconds } = report
  const seconds = (milliseconds / 1000).toFixed(1)
  const lines = [
    style('bold', `${summary(cells)} (${printable(provider)}, ${mode}, ${seconds} s)`),
    '',
    ...matrixLines(report, style),
    ...caseLines(report, style),
    ...skippedLines(cells, style),
    ...refusedLines(report, style),
    ...findingSection(report, style),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
