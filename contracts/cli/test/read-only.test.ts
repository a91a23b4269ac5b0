import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { existingProvider } from './existing-provider.ts'
import { runs } from './program.ts'

test('what needs no writes and no special state is asked, and holds', async () => {
  const { env } = await existingProvider()
  const { code, stdout } = await runs(['verify'], env)
  expect(stdout).toContain('\n303 hold, 0 differ, 465 not asked (')
  expect(code).toBe(0)
})

test('nothing is sent that could change something, whatever is asked for', async () => {
  const { env, requests } = await existingProvider()
  const { code, stdout, stderr } = await runs(
    ['verify', '--operation', 'deleteGroupBackupExportBucket'],
    env,
  )
  expect(stdout).toContain('DELETE could change something')
  expect(stderr).toContain('error: nothing was asked')
  expect(code).toBe(2)
  await runs(['verify'], env)
  const written = requests.filter((request) => !request.startsWith('GET '))
  expect(written.toSorted()).toEqual(['POST /api/oauth/revoke', 'POST /api/oauth/token'])
})

test('a token is fetched once, and revoked at the end', async () => {
  const { env, requests } = await existingProvider()
  await runs(['verify', '--status', '404'], env)
  const of = (path: string) => requests.filter((request) => request === `POST ${path}`)
  expect([of('/api/oauth/token'), of('/api/oauth/revoke')].map(({ length }) => length)).toEqual([
    1, 1,
  ])
  expect(requests.at(-1)).toBe('POST /api/oauth/revoke')
})

test('nothing is left behind in the folder for temporary files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-left-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const { env } = await existingProvider()
  expect((await runs(['verify', '--status', '404'], env)).code).toBe(0)
  expect(readdirSync(folder)).toEqual([])
})

test('what is not there is not asked for, with the reason', async () => {
  const { env } = await existingProvider()
  const { code, stdout } = await runs(['verify', '--operation', 'getGroupBackupExportBucket'], {
    ...env,
    EXPORT_BUCKET_ID_AZURE: undefined,
    MONGODB_ATLAS_CLIENT_ID: undefined,
    MONGODB_ATLAS_CLIENT_SECRET: undefined,
  })
  expect(stdout).toContain('there is no AZURE bucket')
  expect(stdout).toContain('there is no service account')
  expect(stdout).toMatch(/\n29 hold, 0 differ, \d+ not asked/)
  expect(code).toBe(0)
})

test('without a project nothing is asked of one', async () => {
  const { env } = await existingProvider()
  const { code, stdout } = await runs(['verify', '--operation', 'getGroupBackupExportBucket'], {
    ...env,
    MONGODB_ATLAS_PROJECT_ID: undefined,
  })
  expect(stdout).toContain('there is no project')
  expect(stdout).toContain(' hold, 0 differ, ')
  expect(code).toBe(0)
})

test('without credentials only their absence can be asked about', async () => {
  const { env } = await existingProvider()
  const url = env['MONGODB_ATLAS_OPS_MANAGER_URL']
  const { stdout } = await runs(['verify'], {
    MONGODB_ATLAS_OPS_MANAGER_URL: url,
    MONGODB_ATLAS_PROJECT_ID: env['MONGODB_ATLAS_PROJECT_ID'],
    EXPORT_BUCKET_ID_GCP: env['EXPORT_BUCKET_ID_GCP'],
  })
  expect(stdout).toContain('\n24 hold, 0 differ, 744 not asked (')
})

test('the bucket is the one that was asked for', async () => {
  const { env } = await existingProvider(async (request, next) => {
    const response = await next(request)
    if (!/exportBuckets\/[0-9a-f]{24}$/.test(new URL(request.url).pathname) || !response.ok)
      return response
    const { status, headers } = response
    const body = { ...Object(await response.json()), _id: '333333333333333333333333' }
    return new Response(JSON.stringify(body), { status, headers })
  })
  const narrow = ['--provider', 'GCP', '--version', '2025-03-12']
  const { code, stdout } = await runs(['verify', ...narrow], env)
  expect(stdout).toContain(`body $._id: `)
  expect(stdout).toContain('3 hold, 3 differ')
  expect(code).toBe(1)
})

const lists = (change: (body: { results: { _id?: string }[] }) => object) =>
  existingProvider(async (request, next) => {
    const response = await next(request)
    if (!new URL(request.url).pathname.endsWith('/exportBuckets') || !response.ok) return response
    const { status, headers } = response
    return new Response(JSON.stringify(change(Object(await response.json()))), { status, headers })
  })

test.for([
  [
    'leaves the bucket out',
    () => [],
    /body \$\.results: Expected a List with 1 elements but received 0/,
  ],
  [
    'has a field of the bucket that the version does not know',
    (results: object[]) => results.map((each) => ({ ...each, colour: 'red' })),
    /no key that the version does not know\n {2}body \$\.results\[0\]\S*: Expected 'colour' to match/,
  ],
  [
    'leaves a field of the bucket out',
    (results: object[]) => results.map((each) => ({ ...each, bucketName: undefined })),
    /body \$\.results\[0\]: .*bucketName/,
  ],
  [
    'has the id of the bucket in upper case',
    (results: { _id?: string }[]) =>
      results.map((each) => ({ ...each, _id: each._id?.toUpperCase() })),
    /body \$\.results\[0\]\._id: /,
  ],
] as const)('a list that %s differs', async ([_name, change, told]) => {
  const { env } = await lists((body) => ({ ...body, results: change(body.results) }))
  const narrow = ['--operation', 'listGroupBackupExportBuckets', '--version', '2025-03-12']
  const { code, stdout } = await runs(['verify', ...narrow], env)
  expect(stdout).toMatch(told)
  expect(code).toBe(1)
})

test('a list that counts nothing, and has a bucket, differs', async () => {
  const { env } = await lists((body) => ({ ...body, totalCount: 0 }))
  const narrow = ['--operation', 'listGroupBackupExportBuckets', '--version', '2025-03-12']
  const { code, stdout } = await runs(['verify', ...narrow], env)
  expect(stdout).toContain("body $.totalCount: Expected '0' to match")
  expect(code).toBe(1)
})

test('a list of buckets that the version does not know differs', async () => {
  const { env } = await lists((body) => ({
    ...body,
    results: [...body.results, { cloudProvider: 'AZURE' }],
  }))
  const narrow = ['--operation', 'listGroupBackupExportBuckets', '--version', '2023-01-01']
  const { code, stdout } = await runs(['verify', ...narrow, '--provider', 'GCP'], env)
  expect(stdout).toContain("Expected 'AZURE' to match '^(AWS)$'")
  expect(code).toBe(1)
})
