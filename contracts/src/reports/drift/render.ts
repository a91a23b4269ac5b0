import { escapeJsonForTerminal } from '@export-buckets/cli-kit/printable'
import type { Style } from '@export-buckets/cli-kit/terminal'
import type { AffectedDifference, DriftReport } from '../../drift/drift.ts'
import { describeInteractions } from '../describe-interactions.ts'
import {
  type DifferenceLine,
  groupLines,
  type LineGroup,
  pluralize,
  shortenPrintable,
  summarizeDrift,
} from './lines.ts'

function toJsonDifference({ id, location, ...difference }: AffectedDifference): object {
  const { operationId, version, status } = location
  const { kind, aspect, ours, theirs, interactions, reason } = difference
  return {
    id,
    ...(operationId && { operationId }),
    ...(version && { version }),
    ...(status && { status }),
    ...{ kind, aspect, ours, theirs, pacts: interactions, reason },
  }
}

/** Returns the whole report as JSON, with the accepted differences. */
export function jsonReport({ differences, accepted, stale, rolesCompared }: DriftReport): string {
  const report = {
    drift: differences.length > 0,
    differences: differences.map(toJsonDifference),
    accepted: accepted.map(toJsonDifference),
    stale,
    rolesCompared,
  }
  return `${escapeJsonForTerminal(JSON.stringify(report, null, 2))}\n`
}

/** Escapes a text for a table cell, so that nothing in it is markup. */
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
 * Returns the report as Markdown, for a pull request or the summary of a CI job.
 *
 * @param includeAccepted - whether to list accepted differences too
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
    ...(stale.length > 0 ? ['## Accepted, but no longer present', '', ...stale] : []),
  ]
    .join('\n')
    .trimEnd()}\n`
}

const signs = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  changed: ['~', 'yellow'],
} as const

function formatLine(
  { kind, location, detail, ours, theirs, interactions, reason }: DifferenceLine,
  style: Style,
): string {
  const [sign, colour] = signs[kind]
  const change = ours === undefined ? detail : `${detail} ${ours} → ${theirs}`
  const text = [shortenPrintable(location), change].filter(Boolean).join(': ')
  const names =
    interactions.length === 0 ? '' : `: ${describeInteractions(interactions).join('; ')}`
  const affectedText = `      ${pluralize(interactions.length, 'interaction')}${names}`
  const explanation = reason === undefined ? affectedText : `      ${reason}`
  return [`    ${style(colour, sign)} ${text}`, style('dim', explanation)].join('\n')
}

function formatGroups(groups: readonly LineGroup[], style: Style): string[] {
  return groups.map(({ operation, version, lines }, index) => {
    const isNew = groups[index - 1]?.operation !== operation
    const heading = isNew ? [style('bold', shortenPrintable(operation))] : []
    return [...heading, `  ${version}`, ...lines.map((line) => formatLine(line, style))].join('\n')
  })
}

/**
 * Returns the report for a terminal: added (+), removed (-) and changed (~, ours → MongoDB's) parts, with the
 * affected interactions.
 *
 * @param includeAccepted - whether to list accepted differences too
 */
export function textReport(report: DriftReport, style: Style, includeAccepted: boolean): string {
  const accepted = includeAccepted ? formatGroups(groupLines(report.accepted), style) : []
  const stale = includeAccepted ? report.stale.map((pattern) => `  ${pattern}`) : []
  return `${[
    ...formatGroups(groupLines(report.differences), style),
    ...(accepted.length > 0 ? [style('bold', 'Accepted:'), ...accepted] : []),
    ...(stale.length > 0
      ? [[style('bold', 'Accepted, but no longer present:'), ...stale].join('\n')]
      : []),
    style('bold', summarizeDrift(report)),
  ].join('\n')}\n`
}
