import { escapeForTerminal, type Style } from '@export-buckets/cli-kit/terminal'
import type { CellReport, Report } from '../../verify/report.ts'
import { tokenCommand } from '../../verify/request.ts'
import {
  cellNames,
  countCells,
  type Finding,
  findCurlCommand,
  groupFindings,
  needsToken,
  refusedRequestsTitle,
  skipReasons,
  summary,
} from './findings.ts'
import { marks } from './matrix-layout.ts'
import { caseLines, colours, matrixLines } from './terminal-matrix.ts'

/** The maximum number of findings in the report. */
const maxFindings = 20
/** The maximum number of lines about the cells of a finding. */
const maxCells = 5
/** The maximum number of characters of a value. */
const maxValueLength = 300

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
