import { type CellReport, count, type Difference, type Report } from '../../verify/report.ts'
import { saidOf, sideOf } from './difference.ts'
import { operationsIn } from './grid.ts'
import { escaped } from './markup.ts'

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')

const line = (each: Difference) =>
  `${saidOf(each)}\n  expected ${sideOf(each.expected)}\n  actual   ${sideOf(each.actual)}`

/** What JUnit says of an outcome. */
function inside({ outcome, reason = '', differences }: CellReport): string {
  if (outcome === 'not asked') return `<skipped${attributes({ message: reason })}/>`
  if (outcome === 'unanswered') return `<error${attributes({ message: reason })}/>`
  if (outcome === 'holds') return ''
  const [first] = differences
  const message = first === undefined ? '' : saidOf(first)
  return `<failure${attributes({ message })}>${escaped(differences.map(line).join('\n'))}</failure>`
}

function testCase(cell: CellReport): string {
  const { description, operationId, milliseconds } = cell
  const own = attributes({ classname: operationId, name: description, time: milliseconds / 1000 })
  const content = inside(cell)
  return content === '' ? `<testcase${own}/>` : `<testcase${own}>${content}</testcase>`
}

function counts(cells: readonly CellReport[]): Record<string, number> {
  const time = cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000
  return {
    tests: cells.length,
    failures: count(cells, 'differs'),
    errors: count(cells, 'unanswered'),
    skipped: count(cells, 'not asked'),
    time: Number(time.toFixed(3)),
  }
}

/** The report as JUnit XML: a suite for each operation, a case for each cell. */
export function junitReport({ cells, startedAt }: Report): string {
  const suites = operationsIn(cells).map(({ operationId }) => {
    const own = cells.filter((cell) => cell.operationId === operationId)
    const head = attributes({ name: operationId, timestamp: startedAt, ...counts(own) })
    return `<testsuite${head}>\n${own.map(testCase).join('\n')}\n</testsuite>`
  })
  const head = attributes({ name: 'export-buckets-contracts', ...counts(cells) })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('\n')}\n</testsuites>\n`
}
