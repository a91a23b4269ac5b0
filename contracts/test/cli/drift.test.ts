import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { applyMongoDbStyle } from '../drift/mongodb-style.ts'
import {
  createPath,
  type DocumentPath,
  gcpBucketPath,
  getPath,
  listPath,
  mutateDocument,
  schemaPath,
  setAt,
  versionsWithSchema,
} from '../drift/mutate-document.ts'
import { runProgram } from '../fixtures/run-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-drift-'))
afterAll(() => rmSync(folder, { recursive: true }))

function writeSpec(mutate: (root: object) => void): string {
  const path = join(mkdtempSync(join(folder, 'case-')), 'openapi.json')
  writeFileSync(path, JSON.stringify(mutateDocument(mutate).root))
  return path
}

const unchangedSpec = writeSpec(() => undefined)
const driftedSpec = writeSpec((root) => {
  setAt(root, [...listPath, 'x-rolesRequirements'], ['Evil\u001b[31m | `Role`'])
  setAt(root, [...gcpBucketPath, 'properties', 'storageClass'], { type: 'string', maxLength: 9 })
  const oldMediaType = 'application/vnd.atlas.2023-01-01+json'
  setAt(root, [...getPath, 'responses', '200', 'content', oldMediaType, 'x-sunset'], '2026-12-31')
})

/** Returns the lines of the added field, in each resource version with GCP buckets. */
const addedLines = (operation: DocumentPath, prefix = '') =>
  versionsWithSchema(operation, 'response', 'DiskBackupSnapshotGCPExportBucketResponse').flatMap(
    (version) => [
      `  ${version}`,
      `    + response 200 ${prefix}GCP.storageClass: string, maxLength 9`,
    ],
  )

const runDrift = (args: readonly string[], isTTY = false, env: Record<string, string> = {}) =>
  runProgram(['drift', ...args], env, { isTTY })

describe('the exit code of drift', () => {
  test('drift exits with 0 when there is no drift', async () => {
    expect(await runDrift(['--spec', unchangedSpec])).toMatchObject({
      code: 0,
      stdout: 'No drift.\n',
    })
  })

  test('drift exits with 0 when all drift is accepted', async () => {
    const { code, stdout } = await runDrift(['--spec', writeSpec(applyMongoDbStyle)])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^No drift; \d+ accepted\.\n$/)
  })

  test('drift exits with 0 when all drift is ignored', async () => {
    const ignoreFlags = ['* roles', '*storageClass', '*sunset'].flatMap((pattern) => [
      '--ignore',
      pattern,
    ])
    const { code, stdout } = await runDrift(['--spec', driftedSpec, ...ignoreFlags])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^No drift; \d+ accepted\.\n$/)
  })

  test('drift exits with 1 when there is drift', async () => {
    expect((await runDrift(['--spec', driftedSpec])).code).toBe(1)
  })
})

describe('the text report', () => {
  test('the text report lists what is added, removed and changed, by operation and version', async () => {
    const { stdout } = await runDrift(['--spec', driftedSpec])
    const lines = stdout.split('\n').filter((line) => !/^ {6}\d+ interactions?\b/.test(line))
    expect(lines).toEqual([
      'listGroupBackupExportBuckets',
      ...addedLines(listPath, 'results[].'),
      '  all versions',
      '    ~ roles Project Read Only → Evil\\u{1b}[31m | `Role`',
      'createGroupBackupExportBucket',
      ...addedLines(createPath),
      'getGroupBackupExportBucket',
      '  2023-01-01',
      '    ~ response 200: sunset 2027-07-01 → 2026-12-31',
      ...addedLines(getPath),
      expect.stringMatching(
        /^\d+ differences in 3 operations, affecting \d+ interactions of the pact\.$/,
      ),
      '',
    ])
  })

  test('the text report lists the interactions, with one entry for those that only differ by the API date', async () => {
    const { stdout } = await runDrift([
      '--spec',
      driftedSpec,
      '--ignore',
      '*storageClass',
      '--ignore',
      '*roles',
    ])
    expect(stdout).toMatch(
      /\d+ interactions: AWS asked for 2023-01-01 … 2023-11-15 with Bearer \(4\); .*; VERSION_GONE when .*, AWS asked for 2023-01-01 … 2023-11-15 \(4\)$/m,
    )
  })

  test('the text report merges identical differences of several statuses', async () => {
    const spec = writeSpec((root) =>
      setAt(root, [...schemaPath('ApiError'), 'properties', 'detail', 'maxLength'], 99),
    )
    const { stdout } = await runDrift(['--spec', spec])
    expect(stdout).toContain(
      '~ status 400, 401, 403, 404, 406, 410, 429, 500, 503 application/json detail: maxLength none → 99',
    )
  })

  test('the text report is coloured on a terminal, unless NO_COLOR is set', async () => {
    expect((await runDrift(['--spec', driftedSpec], true)).stdout).toContain('\u001b[32m+')
    expect((await runDrift(['--spec', driftedSpec], true, { NO_COLOR: '1' })).stdout).not.toContain(
      '\u001b',
    )
  })

  test('with --all, the text report lists accepted differences with their reasons, and stale ones', async () => {
    const withAccepted = await runDrift(['--spec', writeSpec(applyMongoDbStyle), '--all'])
    expect(withAccepted.stdout).toContain(
      "    - query pretty: boolean, default false\n      MongoDB's own curl examples",
    )
    expect(withAccepted.stdout).not.toContain('no longer present')
    const withoutDrift = await runDrift(['--spec', unchangedSpec, '--all'])
    expect(withoutDrift.stdout).toContain(
      'Accepted, but no longer present:\n  * status 200 header deprecation\n',
    )
  })
})

test('the Markdown report has tables, in which text of the document is never markup', async () => {
  const { code, stdout } = await runDrift(['--spec', driftedSpec, '--format', 'markdown'])
  expect(code).toBe(1)
  expect(stdout).toContain('### getGroupBackupExportBucket, 2024-05-30\n\n| | where |')
  expect(stdout).toContain('| Evil\\\\u\\{1b\\}\\[31m \\| \\`Role\\` |')
  const tableLines = stdout.split('\n').filter((line) => line.startsWith('|'))
  for (const line of tableLines) expect(line.replace(/\\./g, '').split('|')).toHaveLength(8)
})

test('the JSON report has every difference', async () => {
  const { code, stdout } = await runDrift(['--spec', driftedSpec, '--format', 'json'])
  expect(code).toBe(1)
  const report = JSON.parse(stdout)
  expect(report).toMatchObject({ drift: true, accepted: [] })
  expect(report.differences.map(({ id }: { id: string }) => id)).toContain(
    'getGroupBackupExportBucket 2024-05-30 response 200 GCP.storageClass',
  )
  expect(report.differences).toContainEqual(
    expect.objectContaining({
      operationId: 'listGroupBackupExportBuckets',
      pacts: expect.arrayContaining([
        'listGroupBackupExportBuckets: GCP asked for 2024-05-30 with Bearer, and no key that the version does not know',
      ]),
    }),
  )
})

test('the JSON report escapes characters that reorder displayed text', async () => {
  const spec = writeSpec((root) =>
    setAt(root, [...schemaPath('ApiError'), 'properties', 'a\u202eb'], { type: 'string' }),
  )
  const { stdout } = await runDrift(['--spec', spec, '--format', 'json'])
  expect(stdout).toContain('a\\u202eb')
  expect(stdout).not.toContain('\u202e')
})

test('drift --help lists every flag', async () => {
  const { code, stdout } = await runDrift(['--help'])
  expect(code).toBe(0)
  for (const flag of ['spec', 'format', 'ignore', 'all', 'timeout', 'help'])
    expect(stdout).toContain(`--${flag}`)
})

describe('invalid arguments and documents of drift', () => {
  test.each([
    ['a missing document', [], '--spec: missing'],
    ['an unknown flag', ['--spce', 'x'], 'unknown flag --spce (expected --spec, --format, '],
    ['an unexpected argument', ['x'], 'drift: unexpected argument "x"'],
    [
      'an unknown format',
      ['--spec', 'x', '--format', 'toString'],
      '--format: expected text, markdown, json, got "toString"',
    ],
    [
      'a timeout of zero',
      ['--spec', 'x', '--timeout', '0'],
      '--timeout: expected seconds, at most 3600, got "0"',
    ],
    [
      'a timeout above the limit',
      ['--spec', 'x', '--timeout', '3601'],
      '--timeout: expected seconds, at most 3600, got "3601"',
    ],
    ['two documents', ['--spec', 'a', '--spec', 'b'], 'duplicate flag --spec'],
    ['two formats', ['--format', 'json', '--format', 'json'], 'duplicate flag --format'],
    ['two timeouts', ['--timeout', '1', '--timeout', '2'], 'duplicate flag --timeout'],
  ])('drift exits with 2 and a message for %s', async (_, args, message) => {
    const { code, stdout, stderr } = await runDrift(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`error: ${message}`)
  })

  const writeYaml = (text: string) => {
    const path = join(mkdtempSync(join(folder, 'case-')), 'openapi.yaml')
    writeFileSync(path, text)
    return path
  }

  test.each([
    [
      'merge keys',
      'a: &a {}\npaths:\n  /a:\n    <<: *a',
      'merge keys (<<) are not supported; bundle',
    ],
    [
      'too many aliases',
      `a: &a 1\npaths: [${'*a, '.repeat(501)}]`,
      'more than 500 YAML aliases; bundle',
    ],
  ])('drift exits with 2 and a message for a document with %s', async (_, text, message) => {
    const { code, stdout, stderr } = await runDrift(['--spec', writeYaml(text)])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  test('drift exits with 2 and a message for a document whose schemas take too many steps to merge', async () => {
    const parts = Array.from({ length: 3000 }, () => ({ minLength: 1 }))
    const fields = parts.map((_, index) => [`f${index}`, { $ref: '#/components/schemas/Parts' }])
    const spec = writeSpec((root) => {
      setAt(root, schemaPath('Parts'), { allOf: parts })
      setAt(root, [...schemaPath('Link'), 'properties'], Object.fromEntries(fields))
    })
    const { code, stdout, stderr } = await runDrift(['--spec', spec])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('takes more than 1000000 steps')
  })

  test('drift exits with 2 and a message for a missing file', async () => {
    const { code, stderr } = await runDrift(['--spec', '/no/such'])
    expect([code, stderr]).toEqual([
      2,
      'error: /no/such: no such file; give a file or an https:// URL\n',
    ])
  })
})
