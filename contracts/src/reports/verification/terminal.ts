import { escapeForTerminal, type Style } from '@export-buckets/cli-kit/terminal'
import type { CellReport, Outcome, Report } from '../../verify/report.ts'
import { tokenCommand } from '../../verify/request.ts'
import {
  cellNames,
  countCells,
  type Finding,
  findCurlCommand,
  groupFindings,
  isFailure,
  needsToken,
  refusedRequestsTitle,
  skipReasons,
  summary,
} from './findings.ts'
import {
  caseRows,
  findCells,
  legend,
  listOperations,
  listProviders,
  listVersions,
  marks,
  toColumnName,
  variantLetter,
  variantLetters,
  worstOutcome,
} from './matrix-layout.ts'

/** The maximum number of findings in the report. */
const maxFindings = 20
/** The maximum number of lines about the cells of a finding. */
const maxCells = 5
/** The maximum number of characters of a value. */
const maxValueLength = 300

const colours: Readonly<Record<Outcome, 'green' | 'red' | 'yellow' | 'dim'>> = {
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

function matrixLines({ cells }: Report, style: Style): string[] {
  const versions = listVersions(cells)
  if (versions.length === 0) return []
  const providers = listProviders(cells)
  const operations = listOperations(cells)
  const columnNames = operations.map(({ operationId }) => toColumnName(operationId))
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

/** The width of a column for a case, such as `✗ 3/4`. */
const caseWidth = 8

/** Returns the rows of errors and formats with failures, and the number of other rows. */
function caseLines({ cells }: Report, style: Style): string[] {
  const rows = caseRows(cells)
  const failed = rows.filter((row) => row.cells.some(isFailure))
  if (failed.length === 0) return []
  const operations = listOperations(cells)
  const names = operations
    .map(({ operationId }) => toColumnName(operationId).padEnd(caseWidth))
    .join('')
  const lines = failed.map(({ title, status, cells: caseCells }) => {
    const columns = operations.map(({ operationId }) => {
      const worst = worstOutcome(caseCells.filter((cell) => cell.operationId === operationId))
      if (worst === undefined) return ' '.repeat(caseWidth)
      const { outcome, share } = worst
      const text = `${marks[outcome]}${share && ` ${share}`}`
      return style(colours[outcome], text) + ' '.repeat(caseWidth - text.length)
    })
    return `${columns.join('')}${status}  ${title}`
  })
  const others = rows.length - failed.length
  const noun = others === 1 ? 'case' : 'cases'
  const othersLine = others === 0 ? [] : [style('dim', `${others} other ${noun} without a failure`)]
  return [style('bold', names.trimEnd()), ...lines, ...othersLine, '']
}

function skippedLines(cells: readonly CellReport[], style: Style): string[] {
  const lines = skipReasons(cells).map(
    ([reason, number]) => `${String(number).padStart(5)}  ${reason}`,
  )
  return lines.length === 0 ? [] : [style('bold', 'Skipped:'), ...lines, '']
}

/** Returns a text of the provider on one line. It never begins a line, where a CI runner looks for commands. */
const formatValue = (text: string) =>
  escapeForTerminal(text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text)

function refusedLines({ refusedRequests }: Report, style: Style): string[] {
  const lines = refusedRequests.map((request) => `  - ${formatValue(request)}`)
  return lines.length === 0 ? [] : [style('yellow', `${refusedRequestsTitle}:`), ...lines, '']
}

function findingLines(finding: Finding, style: Style): string[] {
  const { outcome, message, paths, expected, actual } = finding
  const names = cellNames(finding)
  const remaining = names.length - maxCells
  const [first = '', ...others] = [
    ...names.slice(0, maxCells),
    ...(remaining > 0 ? [`and ${remaining} more; see --html or --json`] : []),
  ]
  const curl = findCurlCommand(finding)
  const mark = style(colours[outcome], marks[outcome])
  return [
    `${mark} ${formatValue(message)} (${countCells(finding)})`,
    ...(expected === undefined ? [] : [`    expected  ${formatValue(expected)}`]),
    ...(actual === undefined ? [] : [`    actual    ${formatValue(actual)}`]),
    ...(paths.length === 0 ? [] : [`    at        ${formatValue(paths.join(', '))}`]),
    `    cells     ${first}`,
    ...others.map((name) => `              ${name}`),
    ...(curl === undefined ? [] : [`    repeat    ${escapeForTerminal(curl)}`]),
  ]
}

function findingSection(report: Report, style: Style): string[] {
  const allFindings = groupFindings(report.cells)
  if (allFindings.length === 0) return []
  const remaining = allFindings.length - maxFindings
  const token = needsToken(report)
    ? [`Get a token for the commands: ${escapeForTerminal(tokenCommand(report.provider))}`]
    : []
  return [
    style('bold', allFindings.length === 1 ? '1 finding:' : `${allFindings.length} findings:`),
    ...allFindings.slice(0, maxFindings).flatMap((finding) => findingLines(finding, style)),
    ...(remaining > 0 ? [`and ${remaining} more; see --html or --json`] : []),
    ...token,
  ]
}

/** Returns the report for a terminal: a summary, the matrix, then the findings. */
export function terminalReport(report: Report, style: Style): string {
  const { cells, provider, mode, milliseconds } = report
  const seconds = (milliseconds / 1000).toFixed(1)
  const lines = [
    style('bold', `${summary(cells)} (${escapeForTerminal(provider)}, ${mode}, ${seconds} s)`),
    '',
    ...matrixLines(report, style),
    ...caseLines(report, style),
    ...skippedLines(cells, style),
    ...refusedLines(report, style),
    ...findingSection(report, style),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}
