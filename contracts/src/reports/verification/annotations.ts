import { escapeForTerminal } from '@export-buckets/cli-kit/style'
import type { Report } from '../../verify/report.ts'
import { cellNames, countCells, type Finding, findCurlCommand, groupFindings } from './findings.ts'

/** GitHub shows ten errors of a step. */
const MAX_ANNOTATIONS = 10

/** Cells that an annotation names. */
const MAX_CELLS = 3

const escapeData = (text: string) => text.replaceAll('%', '%25')

const escapeProperty = (text: string) =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Returns a workflow command of GitHub's. Its texts are printable, so no line but ours starts with `::`. */
function annotation(kind: 'error' | 'warning', title: string, lines: readonly string[]): string {
  const data = lines.map((line) => escapeData(escapeForTerminal(line))).join('%0A')
  return `::${kind} title=${escapeProperty(escapeForTerminal(title))}::${data}\n`
}

function findingLines(finding: Finding): string[] {
  const { expected, actual, paths } = finding
  const names = cellNames(finding)
  const ellipsis = names.length > MAX_CELLS ? ['…'] : []
  const curl = findCurlCommand(finding)
  return [
    ...(expected === undefined ? [] : [`expected ${expected}`, `actual ${actual}`]),
    ...(paths.length === 0 ? [] : [`at ${paths.join(', ')}`]),
    ...names.slice(0, MAX_CELLS),
    ...ellipsis,
    ...(curl === undefined ? [] : [curl]),
  ]
}

/** Returns an annotation for each finding; the tenth stands for all that are left. */
export function annotations({ cells, refusedRequests }: Report): string {
  const allFindings = groupFindings(cells)
  const shownFindings =
    allFindings.length > MAX_ANNOTATIONS ? allFindings.slice(0, MAX_ANNOTATIONS - 1) : allFindings
  const lines = shownFindings.map((finding) =>
    annotation('error', `${finding.message} (${countCells(finding)})`, findingLines(finding)),
  )
  const remaining = allFindings.length - shownFindings.length
  if (remaining > 0) lines.push(annotation('error', 'and more', [`${remaining} more findings`]))
  if (refusedRequests.length > 0)
    lines.push(annotation('warning', 'requests of other processes were refused', refusedRequests))
  return lines.join('')
}
