import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/reports/verification/findings.ts'
import { explain } from '../../src/verify/explain.ts'
import { interactionsInPact } from '../../src/verify/plan.ts'
import type { Report } from '../../src/verify/report.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { type ProgramResult, reportFlags, runProgram } from '../fixtures/run-program.ts'

type Body = Record<string, unknown>
type ChangeResponse = (response: Response) => Response | Promise<Response>

const changeBody =
  (change: (body: Body) => unknown): ChangeResponse =>
  async (response) => {
    const { status, headers } = response
    return new Response(JSON.stringify(change(await response.json())), { status, headers })
  }

const changeHeaders =
  (change: (headers: Headers) => void): ChangeResponse =>
  async (response) => {
    const { status, headers } = response
    change(headers)
    return new Response(await response.arrayBuffer(), { status, headers })
  }

/** Verifies a provider whose successful responses are changed. */
async function verify(change: ChangeResponse, ...args: string[]): Promise<ProgramResult> {
  const { env } = await startExistingProvider(async (request, next) => {
    const response = await next(request)
    return response.ok && request.url.includes('/api/atlas/') ? change(response) : response
  })
  return runProgram(['verify', ...args, '--json', 'report.json'], env)
}

interface JsonReport extends Report {
  readonly findings: readonly (Omit<Finding, 'cells'> & { readonly cells: readonly string[] })[]
}

const parseReport = ({ files }: ProgramResult): JsonReport =>
  JSON.parse(files.get('report.json') ?? '')

const operationFlags = (verb: string) => ['--operation', `${verb}GroupBackupExportBucket`]
const awsFlags = ['--provider', 'AWS', '--version', '2025-03-12', '--status', '200']

/** Returns the findings of a change, with the number of cells. */
async function explainChange(change: ChangeResponse, version = '2025-03-12') {
  const filterFlags = ['--provider', 'AWS', '--version', version, '--status', '200']
  const report = parseReport(await verify(change, ...operationFlags('get'), ...filterFlags))
  return report.findings.map(({ message, expected, actual, paths, cells }) => ({
    message,
    expected,
    actual,
    paths,
    cells: cells.length,
  }))
}

const id = 'a string that matches ^([a-f0-9]{24})$'

describe('a report explains in plain words that', () => {
  test.for<[string, ChangeResponse, object]>([
    [
      'a field is missing',
      changeBody(({ iamRoleId: _, ...rest }) => rest),
      {
        ...{ message: 'iamRoleId is missing', expected: id, actual: 'nothing' },
        ...{ paths: ['body $.iamRoleId'] },
      },
    ],
    [
      'a field is new',
      changeBody((body) => ({ ...body, colour: 'red' })),
      {
        ...{ message: 'colour is new', expected: 'no such field', actual: '"red"' },
        ...{ paths: ['body $.colour'] },
      },
    ],
    [
      'a field is renamed',
      changeBody(({ iamRoleId, ...rest }) => ({ ...rest, iamRole: iamRoleId })),
      {
        message: 'iamRoleId is missing; iamRole is new: renamed?',
        expected: `iamRoleId: ${id}`,
        actual: 'iamRole: "32b6e34b3d91647abb20e7b8"',
        paths: ['body $.iamRoleId'],
      },
    ],
    [
      'a field has another type',
      changeBody((body) => ({ ...body, bucketName: null })),
      {
        message: 'bucketName is null, not a string',
        expected: 'a string that matches ^.{3,63}$',
        actual: 'null',
        paths: ['body $.bucketName'],
      },
    ],
    [
      'a field has another format',
      changeBody((body) => ({ ...body, iamRoleId: 'x' })),
      {
        ...{ message: 'iamRoleId has the wrong format', expected: id, actual: '"x"' },
        ...{ paths: ['body $.iamRoleId'] },
      },
    ],
    [
      'a field has another value',
      changeBody((body) => ({ ...body, cloudProvider: 'GCP' })),
      {
        ...{ message: 'cloudProvider is "GCP", not "AWS"', expected: '"AWS"', actual: '"GCP"' },
        ...{ paths: ['body $.cloudProvider'] },
      },
    ],
    [
      'a field is an object',
      changeBody((body) => ({ ...body, iamRoleId: { id: 1 } })),
      {
        ...{ message: 'iamRoleId is an object, not a string', expected: id, actual: '{"id":1}' },
        ...{ paths: ['body $.iamRoleId'] },
      },
    ],
    [
      'the body is an array',
      changeBody((body) => [body]),
      { message: 'the body is an array, not an object', paths: ['body $'] },
    ],
    [
      'the body is not JSON',
      ({ headers }) => new Response('{oops', { headers }),
      { message: 'the body is not JSON', actual: '{oops', paths: [] },
    ],
    [
      'the body is missing',
      ({ headers }) => new Response(null, { headers }),
      { message: 'the body is missing', actual: 'nothing', paths: [] },
    ],
    [
      'a header has another value',
      changeHeaders((headers) =>
        headers.set('Content-Type', 'application/vnd.atlas.2023-01-01+json;charset=utf-8'),
      ),
      {
        message:
          'the header Content-Type is application/vnd.atlas.2023-01-01+json;charset=utf-8, not application/vnd.atlas.2024-05-30+json;charset=utf-8',
        expected: 'application/vnd.atlas.2024-05-30+json;charset=utf-8',
        actual: 'application/vnd.atlas.2023-01-01+json;charset=utf-8',
        paths: [],
      },
    ],
    [
      'the status differs',
      async (response) =>
        new Response(await response.text(), { status: 201, headers: response.headers }),
      {
        ...{ message: 'the status is 201, not 200', expected: '200', actual: '201' },
        ...{ paths: [] },
      },
    ],
  ])('%s', async ([, change, finding]) => {
    const findings = await explainChange(change)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject(finding)
  })
})

test('a report explains in plain words that a header is missing', async () => {
  const change = changeHeaders((headers) => headers.delete('Sunset'))
  expect(await explainChange(change, '2023-11-15')).toMatchObject([
    {
      message: 'the header Sunset is missing',
      expected: 'Thu, 1 Jul 2027 00:00:00 GMT',
      actual: 'nothing',
      paths: [],
    },
  ])
})

test('a renamed field is one finding across all operations, and lists all of its cells', async () => {
  const rename = ({ iamRoleId, ...rest }: Body): Body =>
    iamRoleId === undefined ? rest : { ...rest, iamRole: iamRoleId }
  const result = await verify(
    changeBody((body) => {
      const { results, content } = body
      if (Array.isArray(results)) return { ...body, results: results.map(rename) }
      return content === undefined ? rename(body) : { ...body, content: rename(Object(content)) }
    }),
    ...['--provider', 'AWS', '--status', '200'],
  )
  const { findings, cells } = parseReport(result)
  const failed = cells.filter(({ outcome }) => outcome === 'failed')
  expect(findings.map(({ message }) => message)).toEqual([
    'iamRoleId is missing; iamRole is new: renamed?',
  ])
  expect(findings[0]?.paths).toEqual([
    'body $.results[0].iamRoleId',
    'body $.iamRoleId',
    'body $.content.iamRoleId',
  ])
  expect(failed.length).toBeGreaterThan(60)
  expect(findings[0]?.cells).toEqual(failed.map(({ description }) => description))
  expect(result.stdout).toContain('\n1 finding:\n')
  expect(result.code).toBe(1)
})

test('a missing field and an unrelated new one are two findings', async () => {
  const messages = (
    await explainChange(changeBody(({ iamRoleId: _, ...rest }) => ({ ...rest, n: 1 })))
  ).map(({ message }) => message)
  expect(messages.toSorted()).toEqual(['iamRoleId is missing', 'n is new'])
})

test('a known optional field is not taken for a renamed one', async () => {
  const findings = await explainChange(changeBody(({ bucketName: _, ...rest }) => rest))
  expect(findings.map(({ message }) => message)).toEqual(['bucketName is missing'])
})

test('a different status is the only difference of its cell', async () => {
  const findings = await explainChange(() => Response.json({ error: 404 }, { status: 404 }))
  expect(findings.map(({ message }) => message)).toEqual(['the status is 404, not 200'])
})

test('the rule of WWW-Authenticate is shown, not the nonce of the example', async () => {
  const { env } = await startExistingProvider(async (request, next) => {
    const response = await next(request)
    if (response.status !== 401) return response
    const headers = new Headers(response.headers)
    headers.set('WWW-Authenticate', `Digest nonce="${crypto.randomUUID()}"`)
    return new Response(await response.text(), { status: 401, headers })
  })
  const filterFlags = ['--status', '401', '--operation', 'getGroupBackupExportBucket']
  const withoutApiKey = { MONGODB_ATLAS_PUBLIC_API_KEY: '', MONGODB_ATLAS_PRIVATE_API_KEY: '' }
  const args = ['verify', ...filterFlags, ...reportFlags]
  const { stdout, files } = await runProgram(args, { ...env, ...withoutApiKey })
  expect(stdout).toContain(
    'expected  text that matches ^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/=]+", algorithm=MD5, qop="auth", stale=false$\n',
  )
  expect([stdout, ...files.values()].join('\n')).not.toContain('SlgYP7Tv3FS')
  // A nonce differs each time, which does not make two findings.
  const findingTitles = stdout.match(/the header WWW-Authenticate has the wrong format/g)
  expect(findingTitles).toHaveLength(2)
  expect(stdout).toContain('text that matches ^Bearer .*error="invalid_token".*$')
  expect(stdout).toContain("--header 'Authorization: Bearer revoked-token'")
})

test('a 401 without a code is named by its reason phrase, in titles and rows', async () => {
  const { env } = await startExistingProvider()
  const args = ['verify', '--status', '401', '--html', 'h', '--markdown', 'm', '--junit', 'x']
  const { files } = await runProgram(args, env)
  expect(files.get('h')).toContain(
    '<th scope="row">401 Unauthorized (no errorCode) when there are no credentials</th>',
  )
  expect(files.get('m')).toContain('| 401 | Unauthorized (no errorCode) when the token is bad |')
  expect(files.get('x')).toContain(': Unauthorized (no errorCode) when the Digest is bad, AWS')
  for (const text of files.values()) expect(text).not.toMatch(/(?<!USER_)UNAUTHORIZED/)
})

test('at most fifty added fields are reported for a cell', async () => {
  const fields = Array.from({ length: 500 }, (_, n) => [`colour-${n}`, 'red'] as const)
  const result = await verify(
    changeBody((body) => ({ ...body, ...Object.fromEntries(fields) })),
    ...operationFlags('get'),
    ...awsFlags,
  )
  const sizes = parseReport(result).cells.map(({ differences }) => differences.length)
  expect(Math.max(...sizes)).toBe(50)
})

test('mismatches of a body that is too large to explain are reported in the words of Pact', async () => {
  const result = await verify(
    changeBody(({ iamRoleId: _, ...rest }) => ({ ...rest, padding: 'x'.repeat(70_000) })),
    ...operationFlags('get'),
    ...awsFlags,
  )
  const messages = parseReport(result).cells.flatMap(({ differences }) =>
    differences.map(({ message }) => message),
  )
  expect(messages).toContain('Actual map is missing the following keys: iamRoleId')
})

describe('no mismatch is lost', () => {
  const bucketInteraction = interactionsInPact().find(
    ({ cell }) => cell.operationId === 'getGroupBackupExportBucket',
  )
  if (bucketInteraction === undefined) throw new Error('the pact has no bucket')
  const body = JSON.stringify(bucketInteraction.interaction.response.body?.content)

  test.each([
    ['of an object that lacks no field', 'BodyMismatch', '$'],
    ['of a value that is as expected', 'BodyMismatch', '$.cloudProvider'],
    ['at a path that does not exist', 'BodyMismatch', '$.colour'],
    ['at a path that cannot be read', 'BodyMismatch', '$['],
    ['at a path of another kind', 'BodyMismatch', '/'],
    ['of an unknown type', 'TrailerMismatch', ''],
    ['of the type of the body', 'BodyTypeMismatch', ''],
  ])('%s', (_, type, location) => {
    const mismatch = { type, location, expected: 'a', actual: 'b', message: 'unheard of' }
    const differences = explain(bucketInteraction, [mismatch], body)
    expect(differences).toHaveLength(1)
    expect(differences[0]?.message).toMatch(/unheard of|the body is b, not a/)
  })
})
