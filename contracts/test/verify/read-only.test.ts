import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations, RoleId } from '@export-buckets/core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { examplePathParameters } from '../../src/matrix/ids.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { planCells } from '../fixtures/planned-counts.ts'
import { runProgram } from '../fixtures/run-program.ts'
import { withServer } from '../fixtures/with-server.ts'

/** A run of the whole matrix. */
const matrixRun = await withServer(async (onTestEnd) => {
  const { env, requests, flags, existing } = await startExistingProvider(undefined, onTestEnd)
  return { ...(await runProgram(['verify', ...flags], env)), env, requests, existing }
})

test('cells that need no writes and no special state are verified and pass', () => {
  const { code, stdout } = matrixRun
  const { sent, skipped } = planCells(matrixRun.env, {}, undefined, matrixRun.existing)
  expect(sent.length).toBeGreaterThan(300)
  // Every operation that only reads is verified.
  const verifiedIds = sent
    .filter(({ interaction }) => interaction.response.status === 200)
    .map(({ cell }) => cell.operationId)
  const readOperations = Object.values(operations).filter(({ method }) => method === 'GET')
  expect(new Set(verifiedIds)).toEqual(
    new Set(readOperations.map(({ operationId }) => operationId)),
  )
  expect(stdout).toContain(`${sent.length} passed, 0 failed, ${skipped} skipped (`)
  expect(code).toBe(0)
})

test('an existing id that is the example of another parameter is not replaced again', () => {
  const { roleId: exampleRoleId } = examplePathParameters('AWS')
  const env = { MONGODB_ATLAS_PROJECT_ID: exampleRoleId, MONGODB_ATLAS_CLIENT_ID: 'c' }
  const roleId = 'ab'.repeat(12)
  const { sent } = planCells(env, { operations: ['getGroupCloudProviderAccess'] }, undefined, {
    roles: { AWS: RoleId.parse(roleId) },
  })
  const paths = new Set(sent.map(({ interaction }) => interaction.request.path))
  expect([...paths]).toContain(
    `/api/atlas/v2/groups/${exampleRoleId}/cloudProviderAccess/${roleId}`,
  )
})

test('read-only mode sends no request that could change data', async () => {
  const { env, requests } = await startExistingProvider()
  const { code, stdout, stderr } = await runProgram(
    ['verify', '--operation', 'deleteGroupBackupExportBucket'],
    env,
  )
  expect(stdout).toContain('DELETE could change data')
  expect(stderr).toContain('error: every cell was skipped')
  expect(code).toBe(2)
  const writeRequests = [...requests, ...matrixRun.requests].filter(
    (request) => !request.startsWith('GET '),
  )
  expect(writeRequests.toSorted()).toEqual(['POST /api/oauth/revoke', 'POST /api/oauth/token'])
})

test('one token is requested, and revoked at the end', async () => {
  const { env, requests } = await startExistingProvider()
  await runProgram(['verify', '--status', '404'], env)
  const requestsTo = (path: string) => requests.filter((request) => request === `POST ${path}`)
  expect(
    [requestsTo('/api/oauth/token'), requestsTo('/api/oauth/revoke')].map(({ length }) => length),
  ).toEqual([1, 1])
  expect(requests.at(-1)).toBe('POST /api/oauth/revoke')
})

test('a verification leaves no temporary files', async () => {
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

test('cells without their bucket or credentials are skipped, with the reason', async () => {
  const { env } = await startExistingProvider()
  const incompleteEnv = {
    ...env,
    EXPORT_BUCKET_ID_AZURE: undefined,
    MONGODB_ATLAS_CLIENT_ID: undefined,
    MONGODB_ATLAS_CLIENT_SECRET: undefined,
  }
  const operationId = 'getGroupBackupExportBucket'
  const { code, stdout } = await runProgram(['verify', '--operation', operationId], incompleteEnv)
  const { sent } = planCells(incompleteEnv, { operations: [operationId] })
  expect(stdout).toContain('no AZURE bucket was given')
  expect(stdout).toContain('no service account was given')
  expect(stdout).toMatch(new RegExp(`^${sent.length} passed, 0 failed, \\d+ skipped`))
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
  expect(stdout).toContain('no project was given')
  expect(stdout).toContain(' passed, 0 failed, ')
  expect(code).toBe(0)
})

test('without credentials, only the cells without credentials are verified', async () => {
  const { env } = await startExistingProvider()
  const url = env['MONGODB_ATLAS_OPS_MANAGER_URL']
  const anonymousEnv = {
    MONGODB_ATLAS_OPS_MANAGER_URL: url,
    MONGODB_ATLAS_PROJECT_ID: env['MONGODB_ATLAS_PROJECT_ID'],
    EXPORT_BUCKET_ID_GCP: env['EXPORT_BUCKET_ID_GCP'],
  }
  const { stdout } = await runProgram(['verify'], anonymousEnv)
  const { sent, skipped } = planCells(anonymousEnv)
  expect(sent.every(({ cell }) => !['Bearer', 'Digest'].includes(cell.auth))).toBe(true)
  expect(stdout).toContain(`${sent.length} passed, 0 failed, ${skipped} skipped (`)
})

test('a bucket with another id fails', async () => {
  const { env } = await startExistingProvider(async (request, next) => {
    const response = await next(request)
    if (!/exportBuckets\/[0-9a-f]{24}$/.test(new URL(request.url).pathname) || !response.ok)
      return response
    const { status, headers } = response
    const body = { ...Object(await response.json()), _id: '333333333333333333333333' }
    return new Response(JSON.stringify(body), { status, headers })
  })
  const operationFlags = ['get', 'list'].flatMap((verb) => [
    '--operation',
    `${verb}GroupBackupExportBucket${verb === 'list' ? 's' : ''}`,
  ])
  const filterFlags = [...operationFlags, '--provider', 'GCP', '--version', '2025-03-12']
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
    'lacks the bucket',
    () => [],
    /results has 0 elements, not 1 .*\n.*\n.*\n +at +body \$\.results\n/,
  ],
  [
    'has a field of the bucket that the version does not know',
    (results: object[]) => results.map((bucket) => ({ ...bucket, colour: 'red' })),
    /colour is new .*\n +expected +no such field\n +actual +"red"\n +at +body \$\.results\[0\]\.colour\n/,
  ],
  [
    'lacks a field of the bucket',
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

test('a list fails that has a bucket and a totalCount of zero', async () => {
  const { env } = await startProviderWithList((body) => ({ ...body, totalCount: 0 }))
  const filterFlags = ['--operation', 'listGroupBackupExportBuckets', '--version', '2025-03-12']
  const { code, stdout } = await runProgram(['verify', ...filterFlags], env)
  expect(stdout).toContain('totalCount has the wrong format (')
  expect(stdout).toContain('expected  an integer that matches ^[1-9][0-9]*$\n    actual    0\n')
  expect(code).toBe(1)
})

test('a list fails that has a bucket of a provider that the version does not know', async () => {
  const { env } = await startProviderWithList((body) => ({
    ...body,
    results: [...body.results, { cloudProvider: 'AZURE' }],
  }))
  const filterFlags = ['--operation', 'listGroupBackupExportBuckets', '--version', '2023-01-01']
  const { code, stdout } = await runProgram(['verify', ...filterFlags, '--provider', 'GCP'], env)
  expect(stdout).toContain('expected  a string that matches ^(AWS)$\n    actual    "AZURE"\n')
  expect(code).toBe(1)
})

/** Starts a provider whose successful responses at a path are changed. */
const startChangedProvider = (path: RegExp, change: (body: Record<string, unknown>) => object) =>
  startExistingProvider(async (request, next) => {
    const response = await next(request)
    if (!path.test(new URL(request.url).pathname) || !response.ok) return response
    const { status, headers } = response
    return new Response(JSON.stringify(change(Object(await response.json()))), { status, headers })
  })

const addColour = (value: unknown) => ({ ...Object(value), colour: 'red' })
const mapItems = (value: unknown, change: (item: unknown) => unknown) =>
  Array.isArray(value) ? value.map(change) : value

test.for([
  [
    'a snapshot has another id',
    'getGroupClusterBackupSnapshot',
    /snapshots\/[0-9a-f]{24}$/,
    (body) => ({ ...body, id: '333333333333333333333333' }),
    /^✗ id is "3{24}", not "[0-9a-f]{24}"/m,
  ],
  [
    'a snapshot has a status that the document lacks',
    'getGroupClusterBackupSnapshot',
    /snapshots\/[0-9a-f]{24}$/,
    (body) => ({ ...body, status: 'lost' }),
    /^✗ status has the wrong format/m,
  ],
  [
    'the list lacks the snapshot',
    'listGroupClusterBackupSnapshots',
    /snapshots$/,
    (body) => ({ ...body, results: [] }),
    /^✗ results has 0 elements, not 1 /m,
  ],
  [
    'the list lacks the cluster',
    'listGroupClusters',
    /clusters$/,
    (body) => ({ ...body, results: mapItems(body['results'], () => ({ name: 'another' })) }),
    /^✗ results has 0 elements, not 1 /m,
  ],
  [
    'a role of a list has a field that the version does not know',
    'listGroupCloudProviderAccess',
    /cloudProviderAccess$/,
    (body) => ({ ...body, awsIamRoles: mapItems(body['awsIamRoles'], addColour) }),
    /^✗ colour is new .*\n +expected +no such field\n +actual +"red"\n +at +body \$\.awsIamRoles\[0\]\.colour\n/m,
  ],
  [
    'a policy item has a field that the version does not know',
    'getGroupClusterBackupSchedule',
    /schedule$/,
    (body) => ({
      ...body,
      policies: mapItems(body['policies'], (policy) => ({
        ...Object(policy),
        policyItems: mapItems(Object(policy).policyItems, addColour),
      })),
    }),
    /^✗ colour is new .*\n.*\n.*\n +at +body \$\.policies\[0\]\.policyItems\[0\]\.colour/m,
  ],
  [
    'a member of a sharded snapshot has a name of another type',
    'getGroupClusterBackupSnapshotShardedCluster',
    /shardedCluster\/[0-9a-f]{24}$/,
    (body) => ({
      ...body,
      members: mapItems(body['members'], (member) => ({
        ...Object(member),
        replicaSetName: 7,
      })),
    }),
    /^✗ replicaSetName is an integer, not a string/m,
  ],
  [
    'an export job has a field of another type',
    'getGroupClusterBackupExport',
    /exports\/[0-9a-f]{24}$/,
    (body) => ({ ...body, exportStatus: { exportedCollections: 'none', totalCollections: 1 } }),
    /^✗ exportedCollections is a string, not an integer/m,
  ],
] as const satisfies readonly (readonly [
  string,
  string,
  RegExp,
  (body: Record<string, unknown>) => object,
  RegExp,
])[])('the verification fails when %s', async ([_name, operationId, path, change, expected]) => {
  const { env, flags } = await startChangedProvider(path, change)
  const args = ['verify', '--operation', operationId, '--status', '200', ...flags]
  const { code, stdout } = await runProgram(args, env)
  expect(stdout).toMatch(expected)
  expect(code).toBe(1)
})

test('a resource in any state passes: a job that has failed, a schedule that exports, a role without features', async () => {
  const { env, flags } = await startChangedProvider(
    /exports\/[0-9a-f]{24}$|schedule$|cloudProviderAccess\/[0-9a-f]{24}$/,
    (body) => ({
      ...body,
      ...('state' in body && { state: 'Failed', stateReason: { errorCode: 'A', message: 'b' } }),
      ...('autoExportEnabled' in body && {
        autoExportEnabled: true,
        export: { exportBucketId: '333333333333333333333333', frequencyType: 'weekly' },
        policies: [],
      }),
      ...('featureUsages' in body && { featureUsages: [], authorizedDate: undefined }),
    }),
  )
  const operationFlags = [
    'getGroupClusterBackupExport',
    'getGroupClusterBackupSchedule',
    'getGroupCloudProviderAccess',
  ].flatMap((operationId) => ['--operation', operationId])
  const { code, stdout } = await runProgram(
    ['verify', ...operationFlags, '--status', '200', ...flags],
    env,
  )
  expect(stdout).toMatch(/^[1-9]\d+ passed, 0 failed/)
  expect(code).toBe(0)
})

test('cells of a resource that was not given are skipped, with the reason', () => {
  const { env } = matrixRun
  const reasons = planCells(env).skippedReasons
  for (const reason of [
    'no AWS role was given',
    'no cluster was given',
    'no sharded cluster was given',
    'no export job was given',
  ])
    expect(reasons).toContain(reason)
  const { clusterName } = matrixRun.existing
  if (clusterName === undefined) throw new Error('the provider has a cluster')
  expect(planCells(env, {}, undefined, { clusterName }).skippedReasons).toContain(
    'no snapshot was given',
  )
})
