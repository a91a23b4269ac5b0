import type { DriftReport } from '../drift.ts'
import { type Group, groupsOf, type Line } from './lines.ts'
import { pactNames } from './pact-names.ts'
import { printable, verdict } from './words.ts'

/** A text in a cell of a table; nothing in it is markup. */
const cell = (text: string) =>
  printable(text)
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')

function row({ kind, where, what, ours, theirs, pacts, reason }: Line): string {
  const last = reason === undefined ? pactNames(pacts).map(cell).join('<br>') : cell(reason)
  const cells = [kind, cell(where), cell(what), cell(ours ?? ''), cell(theirs ?? '')]
  return `| ${[...cells, last || 'none'].join(' | ')} |`
}

function table({ operation, version, lines }: Group, last: string): string {
  return [
    `### ${cell(operation)}, ${version}`,
    '',
    `| | where | what | ours | MongoDB's | ${last} |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...lines.map(row),
    '',
  ].join('\n')
}

/**
 * The report as Markdown, for a pull request or the summary of a CI job.
 *
 * @param all - whether to tell of accepted differences too
 */
export function markdownReport(drift: DriftReport, all: boolean): string {
  const accepted = all ? groupsOf(drift.accepted) : []
  const stale = all ? drift.stale.map((pattern) => `- ${cell(pattern)}`) : []
  return `${[
    "## Drift of MongoDB's OpenAPI document",
    '',
    verdict(drift),
    '',
    ...groupsOf(drift.differences).map((group) => table(group, 'interactions of the pact')),
    ...(accepted.length > 0 ? ['## Accepted', ''] : []),
    ...accepted.map((group) => table(group, 'why')),
    ...(stale.length > 0 ? ['## Accepted, but not there', '', ...stale] : []),
  ]
    .join('\n')
    .trimEnd()}\n`
}
