import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import { type CellReport, type Outcome, outcomes, type Report } from '../../verify/report.ts'
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
import {
  caseRows,
  findCells,
  formatProvider,
  groupByResource,
  listOperations,
  listProviders,
  listVersions,
  type ResourceCells,
  toColumnName,
  worstOutcome,
} from './matrix-layout.ts'

/** The maximum number of findings in the report. GitHub limits a summary to a megabyte. */
const maxFindings = 50
/** The maximum number of lines about the cells of a finding. */
const maxCells = 20
/** The maximum number of characters of a value. */
const maxValueLength = 300

const marks: Readonly<Record<Outcome, string>> = {
  passed: '✅',
  failed: '❌',
  error: '⚠️',
  skipped: '➖',
}

function formatOutcome(cells: readonly CellReport[]): string {
  const worst = worstOutcome(cells)
  return worst === undefined ? '' : `${marks[worst.outcome]} ${worst.share}`.trimEnd()
}

const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

function matrixTable({ cells }: Report): string[] {
  const versions = listVersions(cells)
  if (versions.length === 0) return []
  const rows = listOperations(cells).flatMap((operation) => {
    const { operationId } = operation
    return listProviders(cells, operationId).map((cloudProvider) => [
      `\`${operationId}\``,
      formatProvider(operation, cloudProvider),
      ...versions.map((version) =>
        formatOutcome(findCells(cells, { operationId, cloudProvider, version })),
      ),
    ])
  })
  return [table(['operation', 'provider', ...versions], rows)]
}

function resourceCaseTable({ resource, cells }: ResourceCells): string[] {
  const rows = caseRows(cells)
  if (rows.length === 0) return []
  const operations = listOperations(cells)
  return [
    `#### ${resource}`,
    table(
      ['status', 'case', ...operations.map(toColumnName)],
      rows.map(({ title, status, cells: caseCells }) => [
        String(status),
        title,
        ...operations.map(({ operationId }) =>
          formatOutcome(caseCells.filter((cell) => cell.operationId === operationId)),
        ),
      ]),
    ),
  ]
}

function caseTables({ cells }: Report): string[] {
  const tables = groupByResource(cells).flatMap(resourceCaseTable)
  return tables.length === 0 ? [] : ['### States, errors and formats', ...tables]
}

/** Returns backticks for the start and end of code, more than the text has in a row. */
function createFence(text: string, minLength: number): string {
  const longestRun = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  return '`'.repeat(Math.max(minLength, longestRun + 1))
}

/** Returns a text of the provider as code on one line. */
function inlineCode(text: string): string {
  const flat = escapeForTerminal(text.replaceAll(/\s+/g, ' '))
  const ticks = createFence(flat, 1)
  return ticks.length > 1 ? `${ticks} ${flat} ${ticks}` : `${ticks}${flat || ' '}${ticks}`
}

/** Returns a command as a code block, which GitHub shows with a copy button. */
function commandBlock(command: string, indent = ''): string {
  const text = escapeForTerminal(command)
  const ticks = createFence(text, 3)
  return [`${ticks}sh`, text, ticks].map((line) => `${indent}${line}`).join('\n')
}

const formatValue = (text: string) =>
  inlineCode(text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text)

function findingItem(finding: Finding): string {
  const { outcome, message, paths, expected, actual } = finding
  const names = cellNames(finding)
  const remaining = names.length - maxCells
  const curl = findCurlCommand(finding)
  return [
    `- ${marks[outcome]} ${formatValue(message)} (${countCells(finding)})`,
    ...(expected === undefined ? [] : [`  - expected ${formatValue(expected)}`]),
    ...(actual === undefined ? [] : [`  - actual ${formatValue(actual)}`]),
    ...(paths.length === 0
      ? []
      : [`  - at ${paths.slice(0, maxCells).map(formatValue).join(', ')}`]),
    ...names.slice(0, maxCells).map((name) => `  - ${name}`),
    ...(remaining > 0 ? [`  - and ${remaining} more`] : []),
    ...(curl === undefined ? [] : ['', commandBlock(curl, '  '), '']),
  ].join('\n')
}

function findingList(report: Report): string[] {
  const allFindings = groupFindings(report.cells)
  if (allFindings.length === 0) return []
  const remaining = allFindings.length - maxFindings
  return [
    '### Findings',
    ...(needsToken(report)
      ? ['Get a token for the commands:', commandBlock(tokenCommand(report.provider))]
      : []),
    [
      ...allFindings.slice(0, maxFindings).map(findingItem),
      ...(remaining > 0 ? [`- and ${remaining} more`] : []),
    ].join('\n'),
  ]
}

function skippedList(cells: readonly CellReport[]): string[] {
  const reasons = skipReasons(cells).map(([reason, number]) => `- ${number}: ${reason}`)
  return reasons.length === 0 ? [] : ['### Skipped', reasons.join('\n')]
}

function refusedList({ refusedRequests }: Report): string[] {
  const items = refusedRequests.map((request) => `- ${formatValue(request)}`)
  return items.length === 0 ? [] : [`### ${refusedRequestsTitle}`, items.join('\n')]
}

/** Returns the report as GitHub-flavoured Markdown. */
export function markdownReport(report: Report): string {
  const { cells, provider, mode } = report
  const legend = outcomes.map((outcome) => `${marks[outcome]} ${outcome}`).join(', ')
  return `${[
    '## Contracts of the snapshot export API',
    `**${summary(cells)}** · ${inlineCode(provider)} · ${mode}`,
    ...refusedList(report),
    ...findingList(report),
    ...matrixTable(report),
    ...caseTables(report),
    legend,
    ...skippedList(cells),
  ].join('\n\n')}\n`
}
