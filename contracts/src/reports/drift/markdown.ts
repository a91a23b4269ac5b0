import type { DriftReport } from '../../drift/drift.ts'
import { describeInteractions } from '../describe-interactions.ts'
import { shortenPrintable, summarizeDrift } from './format.ts'
import { type DifferenceLine, groupLines, type LineGroup } from './group-lines.ts'

/** A text in a cell of a table; nothing in it is markup. */
const escapeCell = (text: string) =>
  shortenPrintable(text)
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')

function formatRow({
  kind,
  location,
  detail,
  ours,
  theirs,
  interactions,
  reason,
}: DifferenceLine): string {
  const lastColumn =
    reason === undefined
      ? describeInteractions(interactions).map(escapeCell).join('<br>')
      : escapeCell(reason)
  const cells = [
    kind,
    escapeCell(location),
    escapeCell(detail),
    escapeCell(ours ?? ''),
    escapeCell(theirs ?? ''),
  ]
  return `| ${[...cells, lastColumn || 'none'].join(' | ')} |`
}

function formatTable({ operation, version, lines }: LineGroup, lastHeading: string): string {
  return [
    `### ${escapeCell(operation)}, ${version}`,
    '',
    `| | where | what | ours | MongoDB's | ${lastHeading} |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...lines.map(formatRow),
    '',
  ].join('\n')
}

/**
 * The report as Markdown, for a pull request or the summary of a CI job.
 *
 * @param includeAccepted - whether to tell of accepted differences too
 */
export function markdownReport(report: DriftReport, includeAccepted: boolean): string {
  const accepted = includeAccepted ? groupLines(report.accepted) : []
  const stale = includeAccepted ? report.stale.map((pattern) => `- ${escapeCell(pattern)}`) : []
  return `${[
    "## Drift of MongoDB's OpenAPI document",
    '',
    summarizeDrift(report),
    '',
    ...groupLines(report.differences).map((group) =>
      formatTable(group, 'interactions of the pact'),
    ),
    ...(accepted.length > 0 ? ['## Accepted', ''] : []),
    ...accepted.map((group) => formatTable(group, 'why')),
    ...(stale.length > 0 ? ['## Accepted, but not there', '', ...stale] : []),
  ]
    .join('\n')
    .trimEnd()}\n`
}
