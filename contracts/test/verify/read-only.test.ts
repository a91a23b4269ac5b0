import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'
import { withServer } from '../fixtures/serve.ts'

/** A run of every cell. */
const matrixRun = await withServer(async (onTestEnd) => {
  const { env, requests } = await startExistingProvider(undefined, onTestEnd)
  return { ...(await runProgram(['verify'], env)), requests }
})

test('what needs no writes and no special state is verified, and passes', () => {
  const { code, stdout } = matrixRun
  expect(stdout).toContain('303 passed, 0 failed, 465 skipped (')
  expect(code).toBe(0)
})

test('nothing is sent that could change something, whatever is asked for', async () => {
  const { env, requests } = await startExistingProvider()
  const { code, stdout, stderr } = await runProgram(
    ['verify', '--operation', 'deleteGroupBackupExportBucket'],
    env,
  )
  expect(stdout).toContain('DELETE could change something')
  expect(stderr).toContain('error: every cell was skipped')
  expect(code).toBe(2)
  const writeRequests = [...requests, ...matrixRun.requests].filter(
    (request) => !request.startsWith('GET '),
  )
  expect(writeRequests.toSorted()).toEqual(['POST /api/oauth/revoke', 'POST /api/oauth/token'])
})

test('a token is fetched once, and revoked at the end', async () => {
  const { env, requests } = await startExistingProvider()
  await runProgram(['verify', '--status', '404'], env)
  const requestsTo = (path: string) => requests.filter((request) => request === `POST ${path}`)
  expect(
    [requestsTo('/api/oauth/token'), requestsTo('/api/oauth/revoke')].map(({ length }) => length),
  ).toEqual([1, 1])
  expect(requests.at(-1)).toBe('POST /api/oauth/revoke')
})

test('nothing is left behind in the folder for temporary files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-left-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const { env } = await startExistingProvider()
  expect((await runProgram(['verify', '--status', '404'], env)).code).toBe(0)
  expect(readdirSync(folder)).toEqual([])
})

test('what is not there is skipped, with the reason', async () => {
  const { env } = await startExistingProvider()
  const { code, stdout } = await runProgram(
    ['verify', '--operation', 'getGroupBackupExportBucket'],
    {
      ...env,
      EXPORT_BUCKET_ID_AZURE: undefined,
      MONGODB_ATLAS_CLIENT_ID: undefined,
      MONGODB_ATLAS_CLIENT_SECRET: undefined,
    },
  )
  expect(stdout).toContain('there is no AZURE bucket')
  expect(stdout).toContain('there is no service account')
  expect(stdout).toMatch(/^29 passed, 0 failed, \d+ skipped/)
  expect(code).toBe(0)
})

test('without a project, cells that need one are skipped', async () => {
  const { env } = await startExistingProvider()
  const { code, stdout } = await runProgram(
    ['verify', '--operation', 'getGroupBackupExportBucket'],
    {
      ...env,
      MONGODB_ATLAS_PROJECT_ID: undefined,
    },
  )
  expect(stdout).toContain('there is no project')
  expect(stdout).toContain(' passed, 0 failed, ')
  expect(code).toBe(0)
})

test('without credentials, only the cells without credentials are verified', async () => {
  const { env } = await startExistingProvider()
  const url = env['MONGODB_ATLAS_OPS_MANAGER_URL']
  const { stdout } = await runProgram(['verify'], {
    MONGODB_ATLAS_OPS_MANAGER_URL: url,
    MONGODB_ATLAS_PROJECT_ID: env['MONGODB_ATLAS_PROJECT_ID'],
    EXPORT_BUCKET_ID_GCP: env['EXPORT_BUCKET_ID_GCP'],
  })
  expect(stdout).toContain('24 passed, 0 failed, 744 skipped (')
})

test('the bucket is the one that was asked for', async () => {
  const { env } = await startExistingProvider(async (request, next) => {
    const response = await next(request)
    if (!/exportBuckets\/[0-9a-f]{24}$/.test(new URL(request.url).pathname) || !response.ok)
      return response
    const { status, headers } = response
    const body = { ...Object(await response.json()), _id: '333333333333333333333333' }
    return new Response(JSON.stringify(body), { status, headers })
  })
  const filterFlags = ['--provider', 'GCP', '--version', '2025-03-12']
  const { code, stdout } = await runProgram(['verify', ...filterFlags], env)
  expect(stdout).toContain('_id is "333333333333333333333333", not ')
  expect(stdout).toContain('3 passed, 3 failed')
  expect(code).toBe(1)
})

const startProviderWithList = (change: (body: { results: { _id?: string }[] }) => object) =>
  startExistingProvider(async (request, next) => {
    const response = await next(request)
    if (!new URL(request.url).pathname.endsWith('/exportBuckets') || !response.ok) return response
    const { status, headers } = response
    return new Response(JSON.stringify(change(Object(await response.json()))), { status, headers })
  })

test.for([
  [
    'leaves the bucket out',
    () => [],
    /results has 0 elements, not 1 .*\n.*\n.*\n +at +body \$\.results\n/,
  ],
  [
    'has a field of the bucket that the version does not know',
    (results: object[]) => results.map((bucket) => ({ ...bucket, colour: 'red' })),
    /colour is new .*\n +expected +no such field\n +actual +"red"\n +at +body \$\.results\[0\]\.colour\n/,
  ],
  [
    'leaves a field of the bucket out',
    (results: object[]) => results.map((bucket) => ({ ...bucket, bucketName: undefined })),
    /bucketName is missing .*\n +expected +a string .*\n +actual +nothing\n +at +body \$\.results\[0\]\.bucketName\n/,
  ],
  [
    'has the id of the bucket in upper case',
    (results: { _id?: string }[]) =>
      results.map((bucket) => ({ ...bucket, _id: bucket._id?.toUpperCase() })),
    /_id is "[0-9A-F]+", not "[0-9a-f]+" .*\n.*\n.*\n +at +body \$\.results\[0\]\._id\n/,
  ],
] as const)('a list fails that %s', async ([_name, change, expectedOutput]) => {
  const { env } = await startProviderWithList((body) => ({
    ...body,
    results: change(body.results),
  }))
  const filterFlags = ['--operation', 'listGroupBackupExportBuckets', '--version', '2025-03-12']
  const { code, stdout } = await runProgram(['verify', ...filterFlags], env)
  expect(stdout).toMatch(expectedOutput)
  expect(code).toBe(1)
})

test('a list fails that counts nothing, and has a bucket', async () => {
  const { env } = await startProviderWithList((body) => ({ ...body, totalCount: 0 }))
  const filterFlags = ['--operation', 'listGroupBackupExportBuckets', '--version', '2025-03-12']
  const { code, stdout } = await runProgram(['verify', ...filterFlags], env)
  expect(stdout).toContain(
    'totalCount has the wrong format (10 cells)\n    expected  an integer that matches ^[1-9][0-9]*$\n    actual    0\n',
  )
  expect(code).toBe(1)
})

test('a list fails that has buckets which the version does not know', async () => {
  const { env } = await startProviderWithList((body) => ({
    ...body,
    results: [...body.results, { cloudProvider: 'AZURE' }],
  }))
  const filterFlags = ['--operation', 'listGroupBackupExportBuckets', '--version', '2023-01-01']
  const { code, stdout } = await runProgram(['verify', ...filterFlags, '--provider', 'GCP'], env)
  expect(stdout).toContain('expected  a string that matches ^(AWS)$\n    actual    "AZURE"\n')
  expect(code).toBe(1)
})
