import { type CellReport, countOutcome, type Difference, type Report } from '../../verify/report.ts'
import { escapeHtml } from './escape-html.ts'
import { listOperations } from './matrix-layout.ts'
import { refusedRequestsTitle } from './summary.ts'

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('')

const describeDifference = ({ where, message, expected, actual }: Difference) =>
  `${message}\n  at       ${where}\n  expected ${expected}\n  actual   ${actual}`

/** Returns the element of JUnit for an outcome. The message has the command, as many readers show nothing else. */
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
