import { type CellReport, type Outcome, outcomes, type Report } from '../../verify/report.ts'
import { saidOf } from './difference.ts'
import { type FailureGroup, failureGroups, groupTitle } from './failures.ts'
import { caseRows, cellsAt, operationsIn, providersIn, versionsIn, worstOf } from './grid.ts'
import { reasonsNotAsked, summary } from './summary.ts'

/** GitHub takes a summary of a megabyte: as many different failures are shown. */
const most = 50

const signs: Readonly<Record<Outcome, string>> = {
  holds: '✅',
  differs: '❌',
  unanswered: '⚠️',
  'not asked': '➖',
}

function sign(cells: readonly CellReport[]): string {
  const worst = worstOf(cells)
  return worst === undefined ? '' : `${signs[worst.outcome]} ${worst.share}`.trimEnd()
}

const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

function matrixTable({ cells }: Report): string[] {
  const versions = versionsIn(cells)
  if (versions.length === 0) return []
  const rows = operationsIn(cells).flatMap(({ operationId }) =>
    providersIn(cells).map((cloudProvider) => [
      `\`${operationId}\``,
      cloudProvider,
      ...versions.map((version) => sign(cellsAt(cells, { operationId, cloudProvider, version }))),
    ]),
  )
  return [table(['operation', 'provider', ...versions], rows)]
}

function caseTable({ cells }: Report): string[] {
  const rows = caseRows(cells)
  if (rows.length === 0) return []
  const operations = operationsIn(cells)
  return [
    table(
      ['status', 'case', ...operations.map(({ operationId }) => `\`${operationId}\``)],
      rows.map(({ title, status, cells: own }) => [
        String(status),
        title,
        ...operations.map(({ operationId }) =>
          sign(own.filter((cell) => cell.operationId === operationId)),
        ),
      ]),
    ),
  ]
}

/** A text from elsewhere as code that nothing in it can end. */
function code(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ')
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return longest > 0 ? `${fence} ${flat} ${fence}` : `${fence}${flat || ' '}${fence}`
}

function failure(group: FailureGroup): string {
  const { outcome, reason, differences } = group.first
  const lines = differences.map((each) => `  - ${code(saidOf(each))}`)
  return [
    `- ${signs[outcome]} ${groupTitle(group)}${reason === undefined ? '' : `: ${code(reason)}`}`,
    ...lines,
  ].join('\n')
}

function failureList(cells: readonly CellReport[]): string[] {
  const all = failureGroups(cells)
  if (all.length === 0) return []
  const more = all.length > most ? [`- and ${all.length - most} more`] : []
  return ['### Does not hold', [...all.slice(0, most).map(failure), ...more].join('\n')]
}

function notAskedList(cells: readonly CellReport[]): string[] {
  const reasons = reasonsNotAsked(cells).map(([reason, number]) => `- ${number}: ${reason}`)
  return reasons.length === 0 ? [] : ['### Not asked', reasons.join('\n')]
}

/** The report as GitHub-flavoured Markdown. */
export function markdownReport(report: Report): string {
  const { cells, provider, mode } = report
  const legend = outcomes.map((outcome) => `${signs[outcome]} ${outcome}`).join(', ')
  return `${[
    '## Contracts of the snapshot export bucket API',
    `**${summary(cells)}** · ${code(provider)} · ${mode}`,
    ...matrixTable(report),
    ...caseTable(report),
    legend,
    ...failureList(cells),
    ...notAskedList(cells),
  ].join('\n\n')}\n`
}
