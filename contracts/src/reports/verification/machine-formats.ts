import { escapeJsonForTerminal } from '@export-buckets/cli-kit/printable'
import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import { type CellReport, countOutcome, type Difference, type Report } from '../../verify/report.ts'
import { escapeHtml } from './escape-html.ts'
import {
  cellNames,
  countCells,
  type Finding,
  findCurlCommand,
  groupFindings,
  refusedRequestsTitle,
} from './findings.ts'
import { listOperations } from './matrix-layout.ts'

/** Returns the report as JSON, with its findings. Their cells are named by description. */
export function jsonReport(report: Report): string {
  const jsonFindings = groupFindings(report.cells).map(({ cells, ...finding }) => ({
    ...finding,
    cells: cells.map(({ description }) => description),
  }))
  return `${escapeJsonForTerminal(JSON.stringify({ ...report, findings: jsonFindings }, null, 2))}\n`
}

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('')

const describeDifference = ({ where, message, expected, actual }: Difference) =>
  `${message}\n  at       ${where}\n  expected ${expected}\n  actual   ${actual}`

/**
 * Returns the JUnit element of an outcome. Its message has the curl command, because many viewers show nothing else.
 */
function outcomeElement({ outcome, reason = '', differences, request }: CellReport): string {
  if (outcome === 'passed') return ''
  if (outcome === 'skipped') return `<skipped${attributes({ message: reason })}/>`
  const { curl = '' } = request
  const [tag, problems, details] =
    outcome === 'error'
      ? ['error', [reason], [reason]]
      : ['failure', differences.map(({ message }) => message), differences.map(describeDifference)]
  const message = `${problems.join('; ')} | ${curl}`
  const text = escapeHtml([...details, curl].join('\n'))
  return `<${tag}${attributes({ message })}>${text}</${tag}>`
}

function testCase(cell: CellReport): string {
  const { description, operationId, milliseconds } = cell
  const caseAttributes = attributes({
    classname: operationId,
    name: description,
    time: milliseconds / 1000,
  })
  const content = outcomeElement(cell)
  return content === ''
    ? `<testcase${caseAttributes}/>`
    : `<testcase${caseAttributes}>${content}</testcase>`
}

function counts(cells: readonly CellReport[]): Record<string, number> {
  const time = cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000
  return {
    tests: cells.length,
    failures: countOutcome(cells, 'failed'),
    errors: countOutcome(cells, 'error'),
    skipped: countOutcome(cells, 'skipped'),
    time: Number(time.toFixed(3)),
  }
}

function refusedElements({ refusedRequests }: Report): string[] {
  if (refusedRequests.length === 0) return []
  return [
    `<system-err>${escapeHtml([refusedRequestsTitle, ...refusedRequests].join('\n'))}</system-err>`,
  ]
}

/** Returns the report as JUnit XML: a suite for each operation, a case for each cell. */
export function junitReport(report: Report): string {
  const { cells, startedAt } = report
  const suites = listOperations(cells).map(({ operationId }, index) => {
    const operationCells = cells.filter((cell) => cell.operationId === operationId)
    const head = attributes({ name: operationId, timestamp: startedAt, ...counts(operationCells) })
    const lines = [...operationCells.map(testCase), ...(index === 0 ? refusedElements(report) : [])]
    return `<testsuite${head}>\n${lines.join('\n')}\n</testsuite>`
  })
  const head = attributes({ name: 'export-buckets-contracts', ...counts(cells) })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('\n')}\n</testsuites>\n`
}

/** The maximum number of annotations, because GitHub shows ten errors of a step. */
const maxAnnotations = 10

/** The maximum number of cells in an annotation. */
const maxCells = 3

const escapeData = (text: string) => text.replaceAll('%', '%25')

const escapeProperty = (text: string) =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Returns a workflow command of GitHub. Its texts are escaped, so that no other line can start with `::`. */
function annotation(kind: 'error' | 'warning', title: string, lines: readonly string[]): string {
  const data = lines.map((line) => escapeData(escapeForTerminal(line))).join('%0A')
  return `::${kind} title=${escapeProperty(escapeForTerminal(title))}::${data}\n`
}

function findingLines(finding: Finding): string[] {
  const { expected, actual, paths } = finding
  const names = cellNames(finding)
  const ellipsis = names.length > maxCells ? ['…'] : []
  const curl = findCurlCommand(finding)
  return [
    ...(expected === undefined ? [] : [`expected ${expected}`, `actual ${actual}`]),
    ...(paths.length === 0 ? [] : [`at ${paths.join(', ')}`]),
    ...names.slice(0, maxCells),
    ...ellipsis,
    ...(curl === undefined ? [] : [curl]),
  ]
}

/** Returns an annotation for each finding. The tenth one counts the remaining findings. */
export function annotations({ cells, refusedRequests }: Report): string {
  const allFindings = groupFindings(cells)
  const shownFindings =
    allFindings.length > maxAnnotations ? allFindings.slice(0, maxAnnotations - 1) : allFindings
  const lines = shownFindings.map((finding) =>
    annotation('error', `${finding.message} (${countCells(finding)})`, findingLines(finding)),
  )
  const remaining = allFindings.length - shownFindings.length
  if (remaining > 0) lines.push(annotation('error', 'and more', [`${remaining} more findings`]))
  if (refusedRequests.length > 0)
    lines.push(annotation('warning', 'requests from other processes were refused', refusedRequests))
  return lines.join('')
}
