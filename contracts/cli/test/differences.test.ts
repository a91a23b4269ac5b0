import { expect, test } from 'vitest'
import { existingProvider } from './existing-provider.ts'
import { runs } from './program.ts'

const args = ['--operation', 'listGroupBackupExportBuckets', '--provider', 'AWS']
const report = ['--annotations', '--markdown', 'm', '--junit', 'j', '--html', 'h', '--json', 'o']

/** A provider whose lists are answered otherwise, and every report of it. */
async function reportsOf(status: number, change: (body: Record<string, unknown>) => void) {
  const { env } = await existingProvider(async (request, next) => {
    const response = await next(request)
    if (response.status !== 200 || !request.url.includes('/exportBuckets')) return response
    const body = await response.json()
    change(body)
    const type = response.headers.get('Content-Type') ?? ''
    return Response.json(body, { status, headers: { 'Content-Type': type } })
  })
  const { stdout, files } = await runs(
    ['verify', ...args, '--version', '2023-01-01', ...report],
    env,
  )
  const [terminal = '', ...annotations] = stdout.split(/^(?=::error)/m)
  const [markdown = '', junit = '', html = '', json = ''] = ['m', 'j', 'h', 'o'].map((file) =>
    files.get(file),
  )
  return { terminal, annotations: annotations.join(''), markdown, junit, html, json }
}

test('every report says why a value differs, in the words of Pact', async () => {
  const { json, ...reports } = await reportsOf(200, (body) => {
    body['totalCount'] = '2'
  })
  for (const [name, text] of Object.entries(reports)) {
    expect(text.replaceAll(/&#39;|&apos;/g, "'"), name).toContain(
      "Expected '2' (String) to be an integer",
    )
  }
})

test('what is absent on one side is called nothing', async () => {
  const { json, ...reports } = await reportsOf(200, (body) => {
    body['extra'] = true
  })
  expect(reports.terminal).toContain('\n    actual   nothing\n')
  expect(reports.junit).toContain('\n  actual   nothing')
  expect(reports.html).toContain('<td>nothing</td>')
  expect(reports.terminal).toContain('\n    expected nothing\n')
  for (const [name, text] of Object.entries(reports))
    expect(text, name).not.toMatch(/expected (,|$)|(actual *|got )$/m)
})

test('the status comes first among the differences of a cell: the others follow from it', async () => {
  const { json } = await reportsOf(201, () => {})
  const first = JSON.parse(json).cells.flatMap(
    ({ differences: [one] }: { differences: { where: string }[] }) => (one ? [one.where] : []),
  )
  expect(new Set(first)).toEqual(new Set(['status']))
})

test('the heads of the terminal stand apart, with one provider, too', async () => {
  const { env } = await existingProvider()
  const { stdout } = await runs(['verify', '--provider', 'AWS'], env)
  const [names, heads, first] = stdout.split('\n')
  expect(names).toBe('            list      create    get       update    delete    clusters')
  expect(heads).toBe('            AWS       AWS       AWS       AWS       AWS       AWS')
  expect(first).toMatch(/^2023-01-01 {2}✓✓✓ {7}··· {7}✓✓✓ {7}·· {8}·· {8}✓✓$/)
})
