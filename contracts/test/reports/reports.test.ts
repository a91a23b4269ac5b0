import { apiVersions, newestApiVersion, supportedProviders } from '@export-buckets/core'
import type { OnTestEnd } from '@export-buckets/test-support/listen'
import { serve } from '@export-buckets/test-support/serve'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { HtmlValidate } from 'html-validate/node'
import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'
import { withServer } from '../fixtures/with-server.ts'

const operationFlags = ['--operation', 'getGroupBackupExportBucket']
const hostileText = '<b>&"\u0000\u001b[31m`|\n::error::'

/** Starts a provider whose GCP buckets have a hostile role id. */
const startBrokenProvider = (onTestEnd?: OnTestEnd) =>
  startExistingProvider(async (request, next) => {
    const response = await next(request)
    const { status, headers } = response
    const text = await response.text()
    if (!text.includes('"cloudProvider":"GCP"'))
      return new Response(text || null, { status, headers })
    const body = { ...JSON.parse(text), roleId: hostileText }
    return new Response(JSON.stringify(body), { status, headers })
  }, onTestEnd)

/** A run of one operation that writes every report file. */
const { provider, stdout, files } = await withServer(async (onTestEnd) => {
  const { env } = await startBrokenProvider(onTestEnd)
  const reports = {
    json: 'report.json',
    junit: 'junit.xml',
    html: 'matrix.html',
    markdown: 'matrix.md',
  }
  const args = Object.entries(reports).flatMap(([format, file]) => [`--${format}`, file])
  const result = await runProgram(['verify', ...operationFlags, ...args], {
    ...env,
    GITHUB_STEP_SUMMARY: 'summary.md',
  })
  return { ...result, provider: env['MONGODB_ATLAS_OPS_MANAGER_URL'] }
})

const reportedCells: readonly { outcome: string }[] = JSON.parse(
  files.get('report.json') ?? '',
).cells

/** Returns the number of cells with an outcome. Every cell of a GCP bucket fails. */
const countCells = (outcome: string) =>
  reportedCells.filter((cell) => cell.outcome === outcome).length
const gcpDates = apiVersions.filter((version) =>
  supportedProviders('getGroupBackupExportBucket', version).includes('GCP'),
)

test('the JSON report has every cell with its request, outcome and differences', () => {
  const report = JSON.parse(files.get('report.json') ?? '')
  expect(report).toMatchObject({ provider, mode: 'read-only' })
  const description = 'getGroupBackupExportBucket: GCP asked for 2025-03-12 with Digest'
  const cell = report.cells.find(
    (cell: Record<string, unknown>) => cell['description'] === description,
  )
  expect(cell).toMatchObject({
    table: 'versions',
    operationId: 'getGroupBackupExportBucket',
    cloudProvider: 'GCP',
    version: '2025-03-12',
    auth: 'Digest',
    pins: 'shape',
    status: 200,
    outcome: 'failed',
    request: {
      method: 'GET',
      url: expect.stringContaining('/backup/exportBuckets/'),
      headers: { Accept: 'application/vnd.atlas.2025-03-12+json' },
      curl: expect.stringContaining('curl --include --digest --user '),
    },
    differences: [
      {
        where: 'body $.roleId',
        message: 'roleId has the wrong format',
        expected: 'a string that matches ^([a-f0-9]{24})$',
        actual: JSON.stringify(hostileText),
      },
    ],
    response: {
      status: 200,
      headers: { 'Content-Type': 'application/vnd.atlas.2024-05-30+json;charset=utf-8' },
    },
  })
})

test('the JUnit report has a suite for each operation and a case for each cell', () => {
  const xml = files.get('junit.xml') ?? ''
  expect(XMLValidator.validate(xml)).toBe(true)
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml)
  const { testsuite } = testsuites
  expect(testsuite['@_name']).toBe('getGroupBackupExportBucket')
  const cases: Record<string, unknown>[] = testsuite.testcase
  expect(testsuite['@_tests']).toBe(String(cases.length))
  const kinds = ['failure', 'skipped'].map(
    (kind) => cases.filter((testCase) => kind in testCase).length,
  )
  const [failures, skipped] = kinds
  expect(kinds).toEqual([countCells('failed'), countCells('skipped')])
  expect(stdout).toContain(` ${failures} failed, ${skipped} skipped`)
  expect([testsuite['@_failures'], testsuite['@_skipped']]).toEqual(kinds.map(String))
  expect(JSON.stringify(cases)).toContain('body $.roleId')
})

test('the HTML report is one valid, accessible and self-contained page', async () => {
  const { env } = await startBrokenProvider()
  // The two dates cover every operation, error and format.
  const dates = ['--version', '2024-05-30', '--version', '2025-03-12']
  const { files } = await runProgram(['verify', ...dates, '--html', 'matrix.html'], env)
  const html = files.get('matrix.html') ?? ''
  const { results } = await new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: { 'long-title': 'off', 'no-inline-style': 'error', 'no-trailing-whitespace': 'off' },
  }).validateString(html)
  expect(results.flatMap(({ messages }) => messages)).toEqual([])
  const { document } = parseHTML(html)
  expect([...document.querySelectorAll('script, link, img, iframe, [src]')]).toEqual([])
  expect(html).not.toMatch(/url\(|@import/)
})

test('the HTML report links each failure badge to its differences', () => {
  const { document } = parseHTML(files.get('matrix.html') ?? '')
  const links = [...document.querySelectorAll('a.failed')]
  expect(links).toHaveLength(countCells('failed'))
  for (const link of links) {
    const section = document.getElementById(link.getAttribute('href')?.slice(1) ?? '')
    expect(section?.querySelector('.diff tbody')?.textContent).toContain('body $.roleId')
    expect(section?.textContent).toContain('<b>&\\"')
  }
  const heads = [...document.querySelectorAll('table:first-of-type thead th')]
  expect(heads.slice(0, 3).map(({ textContent }) => textContent)).toEqual([
    'Provider',
    '2023-01-01',
    '2023-02-01',
  ])
  expect(document.querySelectorAll('b')).toHaveLength(0)
})

test('the Markdown report is a table with a row for each operation and provider', () => {
  const markdown = files.get('matrix.md') ?? ''
  expect(files.get('summary.md')).toBe(markdown)
  const rows = markdown
    .split('\n')
    .filter((line) => line.startsWith('| `getGroupBackupExportBucket` |'))
  expect(rows.map((row) => row.split(' | ')[1])).toEqual(['AWS', 'AZURE', 'GCP'])
  expect(rows[2]).toMatch(/\| ✅ \| ❌ \|/)
  const widths = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).length)
  expect(new Set(widths).size).toBe(2)
  expect(markdown).not.toMatch(/^::error/m)
})

const errorAnnotations = (stdout: string) =>
  stdout.split('\n').filter((line) => line.startsWith('::error'))

test('on GitHub there is an annotation for each finding', async () => {
  const { env } = await startBrokenProvider()
  const { stdout } = await runProgram(['verify', ...operationFlags], {
    ...env,
    GITHUB_ACTIONS: 'true',
  })
  expect(errorAnnotations(stdout)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^::error title=roleId has the wrong format \\(${countCells('failed')} cells\\)::expected a string that matches \\S+%0Aactual "<b>&\\P{Cc}+%0Aat body \\$\\.roleId%0AgetGroupBackupExportBucket: GCP asked for ${gcpDates[0]} … ${newestApiVersion} with Bearer \\(${gcpDates.length}\\)%0A\\P{Cc}+%0Acurl --include \\P{Cc}+$`,
        'u',
      ),
    ),
  ])
})

test('the tenth annotation counts the remaining findings, because GitHub shows ten', async () => {
  const { env } = await startExistingProvider()
  let responseCount = 0
  // Every response is wrong in a different way.
  const url = await serve(
    () =>
      new Response('Not here', {
        status: 404,
        headers: { 'Content-Type': `text/x-${responseCount++}` },
      }),
  )
  const { stdout } = await runProgram(
    ['verify', ...operationFlags, '--provider-url', url, '--annotations'],
    env,
  )
  const annotations = errorAnnotations(stdout)
  expect(annotations).toHaveLength(10)
  expect(annotations[9]).toMatch(/^::error title=and more::\d+ more findings$/)
})

test('the terminal report shows a finding once for all of its cells', () => {
  expect(stdout.split('body $.roleId')).toHaveLength(2)
  expect(stdout).toContain(`✗ roleId has the wrong format (${countCells('failed')} cells)\n`)
})

test('the terminal report has no control characters of the provider', () => {
  expect(stdout).toContain('body $.roleId')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
})

test('a file that cannot be written is an error, with exit code 2', async () => {
  const { env } = await startExistingProvider()
  const writeFile = () => Promise.reject(new Error('EACCES: permission denied'))
  const filterFlags = ['--status', '406', '--html', '/matrix.html']
  const { code, stderr } = await runProgram(['verify', ...filterFlags], env, { writeFile })
  expect(stderr).toBe('error: --html: EACCES: permission denied\n')
  expect(code).toBe(2)
})
