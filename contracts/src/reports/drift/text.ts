import type { Style } from '@export-buckets/cli-kit/style'
import type { DriftReport } from '../../drift/drift.ts'
import { describeInteractions } from '../describe-interactions.ts'
import { pluralize, shortenPrintable, summarizeDrift } from './format.ts'
import { type DifferenceLine, groupLines, type LineGroup } from './group-lines.ts'

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
 * The report for a terminal: what is added (+), removed (-) or changed (~, ours → MongoDB's), and which interactions
 * that touches.
 *
 * @param includeAccepted - whether to tell of accepted differences too
 */
export function textReport(report: DriftReport, style: Style, includeAccepted: boolean): string {
  const accepted = includeAccepted ? formatGroups(groupLines(report.accepted), style) : []
  const stale = includeAccepted ? report.stale.map((pattern) => `  ${pattern}`) : []
  return `${[
    ...formatGroups(groupLines(report.differences), style),
    ...(accepted.length > 0 ? [style('bold', 'Accepted:'), ...accepted] : []),
    ...(stale.length > 0 ? [[style('bold', 'Accepted, but not there:'), ...stale].join('\n')] : []),
    style('bold', summarizeDrift(report)),
  ].join('\n')}\n`
}
