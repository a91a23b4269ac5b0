import { printable } from '@export-buckets/command-line/style'
import type { Report } from '../../verify/report.ts'
import { cellNames, countCells, curlOf, type Finding, findings } from './findings.ts'

/** GitHub shows ten errors of a step. */
const MAX_ANNOTATIONS = 10

/** Cells that an annotation names. */
const MAX_CELLS = 3

const escapeData = (text: string) => text.replaceAll('%', '%25')

const escapeProperty = (text: string) =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Returns a workflow command of GitHub's. Its texts are printable, so no line but ours starts with `::`. */
function annotation(kind: 'error' | 'warning', title: string, lines: readonly string[]): string {
  const data = lines.map((line) => escapeData(printable(line))).join('%0A')
  return `::${kind} title=${escapeProperty(printable(title))}::${data}\n`
}

function findingLines(finding: Finding): string[] {
  const { expected, actual, paths } = finding
  const names = cellNames(finding)
  const more = names.length > MAX_CELLS ? ['…'] : []
  const curl = curlOf(finding)
  return [
    ...(expected === undefined ? [] : [`expected ${expected}`, `actual ${actual}`]),
    ...(paths.length === 0 ? [] : [`at ${paths.join(', ')}`]),
    ...names.slice(0, MAX_CELLS),
    ...more,
    ...(curl === undefined ? [] : [curl]),
  ]
}

/** Returns an annotation for each finding; the tenth stands for all that are left. */
export function annotations({ cells, refused }: Report): string {
  const all = findings(cells)
  const shown = all.length > MAX_ANNOTATIONS ? all.slice(0, MAX_ANNOTATIONS - 1) : all
  const lines = shown.map((finding) =>
    annotation('error', `${finding.message} (${countCells(finding)})`, findingLines(finding)),
  )
  const left = all.length - shown.length
  if (left > 0) lines.push(annotation('error', 'and more', [`${left} more findings`]))
  if (refused.length > 0)
    lines.push(annotation('warning', 'requests of other processes were refused', refused))
  return lines.join('')
}
