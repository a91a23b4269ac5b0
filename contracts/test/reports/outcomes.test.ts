import { XMLParser } from 'fast-xml-parser'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/reports/verification/html.ts'
import {
  annotations,
  jsonReport,
  junitReport,
} from '../../src/reports/verification/machine-formats.ts'
import { markdownReport } from '../../src/reports/verification/markdown.ts'
import { terminalReport } from '../../src/reports/verification/terminal.ts'
import type { CellReport, Outcome, Report } from '../../src/verify/report.ts'

const operationId = 'getGroupBackupExportBucket'
const curl = "curl --include 'https://a.example/x'"
const difference = {
  where: 'status',
  message: 'the status is 500, not 200',
  expected: '200',
  actual: '500',
}

/** The details of each outcome. */
const outcomeDetails: Readonly<Record<Outcome, Partial<CellReport>>> = {
  passed: {},
  failed: {
    differences: [difference],
    response: { status: 500, headers: { 'Content-Type': 'text/x-nothing' }, body: 'the body' },
  },
  error: { reason: 'nobody is there' },
  skipped: { reason: 'there is no key' },
}

function createCell(outcome: Outcome, overrides: Partial<CellReport> = {}): CellReport {
  const { cloudProvider = 'AWS', version = '2023-01-01' } = overrides
  const isFailure = outcome === 'failed' || outcome === 'error'
  const headers = { Accept: `application/vnd.atlas.${version}+json` }
  return {
    description: `${operationId}: ${cloudProvider} asked for ${version}`,
    ...{ table: 'versions', operationId, cloudProvider, version, auth: 'Digest', pins: 'shape' },
    status: 200,
    request: { method: 'GET', url: 'https://a.example/x', headers, ...(isFailure && { curl }) },
    ...{ outcome, differences: [], milliseconds: 250, ...outcomeDetails[outcome], ...overrides },
  }
}

/** Returns a cell of the table of errors. */
const createErrorCell = (status: number, outcome: Outcome, version: string, overrides = {}) =>
  createCell(outcome, {
    ...{ table: 'errors', status, version, ...overrides },
    description: `${operationId}: CASE_${status} when it is so, AWS asked for ${version}`,
  })

const createReport = (...cells: CellReport[]): Report => ({
  ...{ provider: 'https://a.example', mode: 'read-only', startedAt: '2026-11-25T00:00:00.000Z' },
  ...{ milliseconds: 1200, cells, refusedRequests: [] },
})

const renderPlain = (report: Report) => terminalReport(report, (_, text) => text)
const renderTerminal = (...cells: CellReport[]) => renderPlain(createReport(...cells))
const renderPage = (...cells: CellReport[]) =>
  parseHTML(htmlReport(createReport(...cells))).document

const renderers: readonly (readonly [string, (report: Report) => string])[] = [
  ['terminal', renderPlain],
  ['Markdown', markdownReport],
  ['HTML', htmlReport],
  ['JUnit', junitReport],
  ['JSON', jsonReport],
  ['annotations', annotations],
]

describe('a position with several cells shows the worst outcome, and how many passed:', () => {
  test.each<[Outcome[], string]>([
    [['passed', 'error', 'failed'], '❌ 1/3'],
    [['passed', 'error'], '⚠️ 1/2'],
    [['passed', 'skipped'], '✅ 1/2'],
    [['passed', 'passed'], '✅'],
    [['error', 'failed'], '❌'],
    [['skipped'], '➖'],
  ])('%j: %s', (outcomes, expected) => {
    const cells = outcomes.map((outcome) => createCell(outcome))
    expect(markdownReport(createReport(...cells))).toContain(`| AWS | ${expected} |`)
  })
})

test('an operation whose resource does not depend on the provider has one row for any provider', () => {
  const cell = createCell('passed', { operationId: 'listGroupClusters' })
  expect(markdownReport(createReport(cell))).toContain('| `listGroupClusters` | any | ✅ |')
  const rowHeaders = [...renderPage(cell).querySelectorAll('th[scope=row]')]
  expect(rowHeaders.map(({ textContent }) => textContent)).toContain('any')
})

test('the terminal report has a summary, then the matrix, then the findings', () => {
  const text = renderTerminal(
    createCell('passed'),
    createCell('failed', { version: '2023-02-01' }),
    createCell('skipped'),
  )
  expect(text).toMatch(
    /^1 passed, 1 failed, 1 skipped \(https:\/\/a\.example, read-only, 1\.2 s\)\n\nexportBuckets +get\n/,
  )
  expect(text.split('\n').slice(9)).toEqual([
    'Skipped:',
    '    1  there is no key',
    '',
    '1 finding:',
    '✗ the status is 500, not 200 (1 cell)',
    '    expected  200',
    '    actual    500',
    `    cells     ${operationId}: AWS asked for 2023-02-01`,
    `    repeat    ${curl}`,
    '',
  ])
})

test('a case is one row for all providers and dates, and the rows are sorted by status', () => {
  const [a, b] = ['2023-01-01', '2023-02-01']
  const cells = [
    createErrorCell(404, 'passed', a),
    createErrorCell(404, 'failed', b),
    createErrorCell(400, 'passed', a),
  ]
  expect(markdownReport(createReport(...cells))).toContain(
    '| 400 | CASE_400 when it is so | ✅ |\n| 404 | CASE_404 when it is so | ❌ 1/2 |\n',
  )
})

test('the terminal report shows the failed cases and counts the others', () => {
  const [a, b] = ['2023-01-01', '2023-02-01']
  const cells = [
    createErrorCell(404, 'passed', a),
    createErrorCell(404, 'failed', b),
    createErrorCell(400, 'passed', a),
  ]
  expect(renderTerminal(...cells)).toContain(
    '\nget\n✗ 1/2   404  CASE_404 when it is so\n1 other case without a failure\n',
  )
  expect(renderTerminal(createErrorCell(400, 'passed', a))).not.toContain('CASE_')
})

test('the JUnit report counts outcomes and seconds, in total and by operation', () => {
  const outcomes: Outcome[] = ['passed', 'failed', 'error', 'error', 'skipped']
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })
  const { testsuites } = parser.parse(
    junitReport(createReport(...outcomes.map((outcome) => createCell(outcome)))),
  )
  const counts = { tests: '5', failures: '1', errors: '2', skipped: '1', time: '1.25' }
  expect(testsuites).toMatchObject({ ...counts, testsuite: counts })
  const [passed, failed, error, , skipped] = testsuites.testsuite.testcase
  expect(passed).toMatchObject({ classname: operationId, time: '0.25' })
  expect(failed.failure).toMatchObject({
    message: `the status is 500, not 200 | ${curl}`,
    '#text': `the status is 500, not 200\n  at       status\n  expected 200\n  actual   500\n${curl}`,
  })
  expect(error.error.message).toBe(`nobody is there | ${curl}`)
  expect(skipped.skipped.message).toBe('there is no key')
})

test('every report for people lists the reasons for skipped cells, the most frequent first', () => {
  const cells = ['rare', 'common', 'common'].map((reason) => createCell('skipped', { reason }))
  expect(renderTerminal(...cells)).toContain('    2  common\n    1  rare\n')
  expect(markdownReport(createReport(...cells))).toContain('- 2: common\n- 1: rare\n')
  const items = [...renderPage(...cells).querySelectorAll('li')]
  expect(items.map(({ textContent }) => textContent)).toEqual(['2: common', '1: rare'])
})

describe('findings', () => {
  const versions = ['2023-01-01', '2023-02-01', '2023-10-01']
  const failed = versions.map((version) => createCell('failed', { version }))

  test('cells with the same problem are one finding, with the list of cells', () => {
    const cells = [...failed, createCell('error')]
    expect(renderTerminal(...cells)).toContain(
      `\n2 findings:\n✗ the status is 500, not 200 (3 cells)\n    expected  200\n    actual    500\n    cells     ${operationId}: AWS asked for 2023-01-01 … 2023-10-01 (3)\n`,
    )
    expect(markdownReport(createReport(...cells))).toContain(
      `- ❌ \`the status is 500, not 200\` (3 cells)\n  - expected \`200\`\n  - actual \`500\`\n  - ${operationId}: AWS asked for 2023-01-01 … 2023-10-01 (3)\n`,
    )
    const { findings } = JSON.parse(jsonReport(createReport(...cells)))
    expect(findings[0].cells).toEqual(failed.map(({ description }) => description))
    const [first] = renderPage(...cells).querySelectorAll('section')
    expect(first?.querySelector('summary')?.textContent).toBe('3 cells')
    const links = [...(first?.querySelectorAll('a') ?? [])]
    expect(links.map(({ textContent }) => textContent)).toEqual(
      failed.map(({ description }) => description),
    )
  })

  test('findings are one when only an actual value outside the message differs', () => {
    const cells = ['a', 'b'].map((actual, index) =>
      createCell('failed', {
        version: versions[index] ?? '',
        differences: [{ ...difference, message: 'x has the wrong format', actual }],
      }),
    )
    expect(renderTerminal(...cells)).toContain('x has the wrong format (2 cells)\n')
  })

  test('findings are separate when the message or the expected value differs', () => {
    const cells = [
      createCell('failed'),
      createCell('failed', {
        differences: [{ ...difference, message: 'the status is 501, not 200' }],
      }),
      createCell('failed', { differences: [{ ...difference, expected: '201' }] }),
      createCell('error'),
    ]
    expect(renderTerminal(...cells)).toContain('\n4 findings:\n')
  })

  test('findings are sorted by frequency', () => {
    const cells = [createCell('error'), ...failed]
    expect(renderTerminal(...cells)).toMatch(
      /2 findings:\n✗ .* \(3 cells\)\n[^!]*! nobody is there \(1 cell\)\n/,
    )
  })

  test('findings are limited to twenty in the terminal and fifty in Markdown, with the number of the others', () => {
    const cells = Array.from({ length: 60 }, (_, n) =>
      createCell('error', { reason: `reason ${n}` }),
    )
    const text = renderTerminal(...cells)
    expect(text.match(/^! reason/gm)).toHaveLength(20)
    expect(text).toContain('\nand 40 more; see --html or --json\n')
    const markdown = markdownReport(createReport(...cells))
    expect(markdown.match(/^- ⚠️ /gm)).toHaveLength(50)
    expect(markdown).toContain('\n- and 10 more\n')
  })
})

test.each(renderers)('the %s report has the curl command of a failure', (_name, render) => {
  for (const outcome of ['failed', 'error'] as const) {
    const text = render(createReport(createCell(outcome)))
    expect(text.replaceAll('&apos;', "'")).toContain(curl)
  }
})

test('a curl command that needs a token comes with the command that gets one', () => {
  const token = 'MONGODB_ATLAS_ACCESS_TOKEN=$(curl'
  for (const [name, render] of renderers.slice(0, 3)) {
    expect(render(createReport(createCell('failed', { auth: 'Bearer' }))), name).toContain(token)
    expect(
      render(createReport(createCell('failed'), createCell('passed', { auth: 'Bearer' }))),
      name,
    ).not.toContain(token)
  }
})

test('backticks in a text do not end its code span in Markdown', () => {
  const markdown = markdownReport(createReport(createCell('error', { reason: 'a ``b`` c' })))
  expect(markdown).toContain('- ⚠️ ``` a ``b`` c ``` (1 cell)\n')
})

describe('the HTML report', () => {
  test('the HTML report shows the request with its Accept, the command and the response of a failure', () => {
    const sections = renderPage(
      createCell('failed'),
      createCell('error', { version: '2023-02-01' }),
    )
    const [failed, error] = [...sections.querySelectorAll('section[id]')]
    const texts = [...(failed?.querySelectorAll('pre') ?? [])].map(({ textContent }) => textContent)
    expect(texts).toEqual([
      'GET https://a.example/x\nAccept: application/vnd.atlas.2023-01-01+json',
      curl,
      'HTTP 500\nContent-Type: text/x-nothing\n\nthe body',
    ])
    expect(error?.querySelector('p')?.textContent).toBe('error: nobody is there')
  })

  test('the HTML report shows each failed cell of a case, and counts and lists the others', () => {
    const [a, b, c] = ['2023-01-01', '2023-02-01', '2023-10-01']
    const document = renderPage(
      createErrorCell(404, 'passed', a),
      createErrorCell(404, 'passed', b),
      createErrorCell(404, 'failed', c),
      createErrorCell(404, 'skipped', c),
    )
    const badges = [...document.querySelectorAll('tbody .m')]
    expect(badges.map((badge) => badge.querySelector('[aria-hidden]')?.textContent)).toEqual([
      `✗ AWS ${c}`,
      '✓2',
      '·',
    ])
    expect(badges[1]?.getAttribute('title')).toBe(`AWS ${a}, AWS ${b}: passed`)
    expect(badges.map(({ tagName }) => tagName)).toEqual(['A', 'SPAN', 'SPAN'])
  })
})

describe('no text of a provider becomes a workflow command or reorders the text', () => {
  const hostile = [
    '##[set-output name=a]b',
    '##vso[task.setvariable variable=a]b',
    '::set-output name=a::b',
    '\n::error::a',
    '\r\n  ::stop-commands::a',
    'a\u202eb',
    'a\u2066b',
    '\u001b[31m\u0085\u009b',
    '\u{e0001}',
  ].join(' ')
  const failed = createCell('failed', {
    differences: [{ where: hostile, message: hostile, expected: hostile, actual: hostile }],
    response: { status: 500, headers: { 'Content-Type': hostile }, body: hostile },
  })
  const hostileReport: Report = {
    ...createReport(failed, createCell('error', { version: '2023-02-01', reason: hostile })),
    refusedRequests: [hostile],
  }
  /** Whether a runner takes a log line for a command: `ActionCommand` of actions/runner trims lines first. */
  const isCommand = (line: string) => line.trimStart().startsWith('::') || /##(?=\w*\[)/.test(line)

  test.each(renderers)('in %s', (name, render) => {
    const text = render(hostileReport)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Cf}/u)
    const allowedCommand = name === 'annotations' ? /^::(error|warning) title=/ : /^$/
    const commands = text.split(/\r\n|\r|\n/).filter(isCommand)
    expect(
      commands.filter((line) => !allowedCommand.test(line) || /##(?=\w*\[)/.test(line)),
    ).toEqual([])
  })

  test('the JSON report of such texts still parses to the same value', () => {
    const { findings: _findings, ...value } = JSON.parse(jsonReport(hostileReport))
    expect(value).toEqual(hostileReport)
  })
})
