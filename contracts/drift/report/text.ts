import type { Style } from '@export-buckets/command-line/style'
import type { DriftReport } from '../drift.ts'
import { type Group, groupsOf, type Line } from './lines.ts'
import { pactNames } from './pact-names.ts'
import { counted, printable, verdict } from './words.ts'

const signs = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  changed: ['~', 'yellow'],
} as const

function lineText({ kind, where, what, ours, theirs, pacts, reason }: Line, style: Style): string {
  const [sign, colour] = signs[kind]
  const change = ours === undefined ? what : `${what} ${ours} → ${theirs}`
  const text = [printable(where), change].filter(Boolean).join(': ')
  const names = pacts.length === 0 ? '' : `: ${pactNames(pacts).join('; ')}`
  const touches = `      ${counted(pacts.length, 'interaction')}${names}`
  const why = reason === undefined ? touches : `      ${reason}`
  return [`    ${style(colour, sign)} ${text}`, style('dim', why)].join('\n')
}

function groupsText(groups: readonly Group[], style: Style): string[] {
  return groups.map(({ operation, version, lines }, index) => {
    const isNew = groups[index - 1]?.operation !== operation
    const heading = isNew ? [style('bold', printable(operation))] : []
    return [...heading, `  ${version}`, ...lines.map((line) => lineText(line, style))].join('\n')
  })
}

/**
 * The report for a terminal: what is added (+), removed (-) or changed (~, ours → MongoDB's), and which interactions
 * that touches.
 *
 * @param all - whether to tell of accepted differences too
 */
export function textReport(drift: DriftReport, style: Style, all: boolean): string {
  const accepted = all ? groupsText(groupsOf(drift.accepted), style) : []
  const stale = all ? drift.stale.map((pattern) => `  ${pattern}`) : []
  return `${[
    ...groupsText(groupsOf(drift.differences), style),
    ...(accepted.length > 0 ? [style('bold', 'Accepted:'), ...accepted] : []),
    ...(stale.length > 0 ? [[style('bold', 'Accepted, but not there:'), ...stale].join('\n')] : []),
    style('bold', verdict(drift)),
  ].join('\n')}\n`
}
