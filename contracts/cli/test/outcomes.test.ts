import { XMLParser } from 'fast-xml-parser'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { CellReport, Outcome, Report } from '../../verify/report.ts'
import { htmlReport } from '../reports/html.ts'
import { junitReport } from '../reports/junit.ts'
import { markdownReport } from '../reports/markdown.ts'
import { terminalReport } from '../reports/terminal.ts'

const operationId = 'getGroupBackupExportBucket'
const difference = { where: 'status', expected: '200', actual: '500', message: 'no' }

/** What each outcome has besides. */
const outcomes: Readonly<Record<Outcome, Partial<CellReport>>> = {
  holds: {},
  differs: {
    differences: [difference],
    answered: { status: 500, headers: { 'Content-Type': 'text/x-nothing' }, body: 'the body' },
  },
  unanswered: { reason: 'nobody is there' },
  'not asked': { reason: 'there is no key' },
}

function cell(outcome: Outcome, parts: Partial<CellReport> = {}): CellReport {
  const { cloudProvider = 'AWS', version = '2023-01-01' } = parts
  return {
    description: `${operationId}: ${cloudProvider} asked for ${version}`,
    ...{ table: 'versions', operationId, cloudProvider, version, auth: 'Bearer', pins: 'shape' },
    ...{ status: 200, request: { method: 'GET', path: '/x' }, outcome, differences: [] },
    ...{ milliseconds: 250, ...outcomes[outcome], ...parts },
  }
}

/** A cell of what is asked beside the matrix. */
const beside = (status: number, outcome: Outcome, version: string, parts = {}) =>
  cell(outcome, {
    ...{ table: 'errors', status, version, ...parts },
    description: `${operationId}: CASE_${status} when it is so, AWS asked for ${version}`,
  })

const report = (...cells: CellReport[]): Report => ({
  ...{ provider: 'https://a.example', mode: 'read-only', startedAt: '2026-11-25T00:00:00.000Z' },
  ...{ milliseconds: 1200, cells },
})

const plain = (cells: CellReport[]) => terminalReport(report(...cells), (_, text) => text)
const page = (...cells: CellReport[]) => parseHTML(htmlReport(report(...cells))).document

describe('a place of several cells shows the worst of them, and how many hold', () => {
  test.each<[Outcome[], string]>([
    [['holds', 'unanswered', 'differs'], '❌ 1/3'],
    [['holds', 'unanswered'], '⚠️ 1/2'],
    [['holds', 'not asked'], '✅ 1/2'],
    [['holds', 'holds'], '✅'],
    [['unanswered', 'differs'], '❌'],
    [['not asked'], '➖'],
  ])('%j: %s', (all, shown) => {
    const cells = all.map((outcome) => cell(outcome))
    expect(markdownReport(report(...cells))).toContain(`| AWS | ${shown} |`)
  })
})

test('a case is one row, whichever provider and date it is asked for; the rows are by status', () => {
  const [a, b] = ['2023-01-01', '2023-02-01']
  const text = plain([beside(404, 'holds', a), beside(404, 'differs', b), beside(400, 'holds', a)])
  expect(text).toContain(
    '✓       400  CASE_400 when it is so\n✗ 1/2   404  CASE_404 when it is so\n',
  )
})

test('JUnit counts each outcome, in the whole and by operation, and seconds', () => {
  const all: Outcome[] = ['holds', 'differs', 'unanswered', 'unanswered', 'not asked']
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })
  const { testsuites } = parser.parse(junitReport(report(...all.map((each) => cell(each)))))
  const counts = { tests: '5', failures: '1', errors: '2', skipped: '1', time: '1.25' }
  expect(testsuites).toMatchObject({ ...counts, testsuite: counts })
  const [holds, differs, unanswered, , notAsked] = testsuites.testsuite.testcase
  expect(holds).toMatchObject({ classname: operationId, time: '0.25' })
  expect(differs.failure.message).toBe('status: no')
  expect(unanswered.error.message).toBe('nobody is there')
  expect(notAsked.skipped.message).toBe('there is no key')
})

test('why cells are not asked is told in every report for people, the commonest reason first', () => {
  const cells = ['rare', 'common', 'common'].map((reason) => cell('not asked', { reason }))
  expect(plain(cells)).toContain('    2  common\n    1  rare\n')
  expect(markdownReport(report(...cells))).toContain('- 2: common\n- 1: rare\n')
  const items = [...page(...cells).querySelectorAll('li')]
  expect(items.map(({ textContent }) => textContent)).toEqual(['2: common', '1: rare'])
})

test('what differs otherwise is told by itself, and so is what is unanswered', () => {
  const cells = [
    cell('differs'),
    cell('differs', { version: '2023-02-01' }),
    cell('differs', { differences: [{ ...difference, actual: '501' }] }),
    cell('unanswered'),
  ]
  const text = plain(cells)
  for (const told of ['asked for 2023-01-01 (and 1 more cells)\n', '   500\n', '   501\n'])
    expect(text).toContain(told)
  expect(text).toContain(
    '! getGroupBackupExportBucket: AWS asked for 2023-01-01\n  nobody is there\n',
  )
  const markdown = markdownReport(report(...cells))
  expect(markdown.match(/^- ❌ /gm)).toHaveLength(2)
  expect(markdown).toContain('asked for 2023-01-01: `nobody is there`')
})

test('of more failures than can be read, the terminal tells twenty and Markdown fifty', () => {
  const cells = Array.from({ length: 60 }, (_, n) => cell('unanswered', { reason: `reason ${n}` }))
  const text = plain(cells)
  expect(text.match(/^ {2}reason/gm)).toHaveLength(20)
  expect(text).toContain('\nand 40 more; --html or --json has them all\n')
  const markdown = markdownReport(report(...cells))
  expect(markdown.match(/^- ⚠️ /gm)).toHaveLength(50)
  expect(markdown).toContain('\n- and 10 more\n')
})

test('no backtick ends the code that Markdown shows a text in', () => {
  const markdown = markdownReport(report(cell('unanswered', { reason: 'a ``b`` c' })))
  expect(markdown).toContain(': ``` a ``b`` c ```\n')
})

describe('HTML', () => {
  test('says of what differs what was answered, and of what is unanswered why', () => {
    const sections = page(cell('differs'), cell('unanswered', { auth: 'Digest' }))
    const [differs, unanswered] = [...sections.querySelectorAll('section')]
    expect(differs?.querySelector('pre')?.textContent).toBe(
      'HTTP 500\nContent-Type: text/x-nothing\n\nthe body',
    )
    expect(unanswered?.querySelector('p:nth-of-type(2)')?.textContent).toBe(
      'unanswered: nobody is there',
    )
  })

  test('shows each cell of a case that fails, and of the others how many and which there are', () => {
    const [a, b, c] = ['2023-01-01', '2023-02-01', '2023-10-01']
    const document = page(
      beside(404, 'holds', a),
      beside(404, 'holds', b),
      beside(404, 'differs', c),
      beside(404, 'not asked', c),
    )
    const chips = [...document.querySelectorAll('tbody .m')]
    expect(chips.map((chip) => chip.querySelector('[aria-hidden]')?.textContent)).toEqual([
      `✗ AWS ${c}`,
      '✓2',
      '·',
    ])
    expect(chips[1]?.getAttribute('title')).toBe(`AWS ${a}, AWS ${b}: holds`)
    expect(chips.map(({ tagName }) => tagName)).toEqual(['A', 'SPAN', 'SPAN'])
  })
})
