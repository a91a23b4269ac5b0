import { describe, expect, test } from 'vitest'
import { buckets, createBodies, exportBucketId, groupId, roleId } from '../fakes/buckets.ts'
import {
  type FakeAtlas,
  respondNoContent,
  respondWithBody,
  respondWithError,
} from '../fakes/fake-atlas.ts'
import { newestVersion } from '../fakes/newest-version.ts'
import { createBuckets, respondWithPages } from '../fakes/pages.ts'
import { runCli } from './run-cli.ts'

const bucketFlags = ['--exportBucketId', exportBucketId]
const listPath = `/api/atlas/v2/groups/${groupId}/backup/exportBuckets`
const respondCreated = respondWithBody('createGroupBackupExportBucket', buckets.AWS)
const respondUpdated = respondWithBody('updateGroupBackupExportBucket', buckets.AWS)

const sent = ({ api: [request] }: FakeAtlas) => JSON.parse(request?.body ?? '')
const queries = ({ api }: FakeAtlas) => api.map(({ search }) => search)

describe('get', () => {
  test('get prints the bucket', async () => {
    const { code, stdout, stderr, api } = await runCli(['get', ...bucketFlags])
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
    expect(api).toMatchObject([{ method: 'GET', path: `${listPath}/${exportBucketId}` }])
  })

  test('get requests the API date of --version', async () => {
    const { api } = await runCli(['get', ...bucketFlags, '--version', '2023-11-15'])
    expect(api[0]?.headers.get('Accept')).toBe('application/vnd.atlas.2023-11-15+json')
  })

  test('get requests the newest API date by default', async () => {
    const { api } = await runCli(['get', ...bucketFlags])
    expect(api[0]?.headers.get('Accept')).toBe(`application/vnd.atlas.${newestVersion}+json`)
  })

  test('--groupId takes precedence over the project of the environment', async () => {
    const otherGroupId = '0'.repeat(24)
    const { api } = await runCli(['get', ...bucketFlags, `--groupId=${otherGroupId}`])
    expect(api[0]?.path).toContain(otherGroupId)
  })
})

describe('list', () => {
  test('list prints the buckets of all pages and their totalCount', async () => {
    const result = await runCli(['list', '--itemsPerPage', '2'], {
      api: respondWithPages(createBuckets(5)),
    })
    expect(JSON.parse(result.stdout)).toEqual({ results: createBuckets(5), totalCount: 5 })
    const pageQuery = (pageNum: number) => `?includeCount=false&itemsPerPage=2&pageNum=${pageNum}`
    expect(queries(result)).toEqual([pageQuery(1), pageQuery(2), pageQuery(3)])
  })

  test('list --includeCount=false prints no totalCount', async () => {
    const { stdout } = await runCli(['list', '--includeCount=false'], {
      api: respondWithPages(createBuckets(5)),
    })
    expect(JSON.parse(stdout)).toEqual({ results: createBuckets(5) })
  })

  test('list --pageNum prints that page as Atlas sends it', async () => {
    const args = ['list', '--pageNum', '2', '--itemsPerPage', '2']
    const result = await runCli(args, { api: respondWithPages(createBuckets(5)) })
    expect(JSON.parse(result.stdout)).toMatchObject({
      links: [{ rel: 'self' }, { rel: 'next' }],
      results: createBuckets(5).slice(2, 4),
      totalCount: 5,
    })
    expect(queries(result)).toEqual(['?includeCount=true&itemsPerPage=2&pageNum=2'])
  })

  test.each([['--includeCount', 'false'], ['--includeCount=false']])(
    'list %s requests a page without a count',
    async (...countFlags) => {
      const result = await runCli(['list', '--pageNum', '1', ...countFlags], {
        api: respondWithPages([]),
      })
      expect(queries(result)).toEqual(['?includeCount=false&itemsPerPage=100&pageNum=1'])
    },
  )

  test('list prints an empty list', async () => {
    const { stdout } = await runCli(['list'], { api: respondWithPages([]) })
    expect(JSON.parse(stdout)).toEqual({ results: [], totalCount: 0 })
  })
})

describe('create', () => {
  test.each([
    ['AWS', ['--bucketName', 'export-bucket', '--iamRoleId', roleId]],
    ['AZURE', ['--roleId', roleId, '--serviceUrl', createBodies.AZURE.serviceUrl]],
    ['GCP', ['--bucketName', 'export-bucket', '--roleId', roleId]],
  ] as const)('create sends a %s bucket from flags', async (provider, flags) => {
    const api = respondWithBody('createGroupBackupExportBucket', buckets[provider])
    const result = await runCli(['create', '--cloudProvider', provider, ...flags], { api })
    expect(result.api).toMatchObject([{ method: 'POST', path: listPath }])
    expect(sent(result)).toEqual(createBodies[provider])
    expect(JSON.parse(result.stdout)).toEqual(buckets[provider])
  })

  test.each([
    ['--requirePrivateNetworking', true],
    ['--requirePrivateNetworking=false', false],
  ])('create sends %s as a boolean', async (flag, requirePrivateNetworking) => {
    const flags = ['--cloudProvider=AWS', '--bucketName=export-bucket', `--iamRoleId=${roleId}`]
    const result = await runCli(['create', ...flags, flag], { api: respondCreated })
    expect(sent(result)).toEqual({ ...createBodies.AWS, requirePrivateNetworking })
  })

  test('create sends the body of --file', async () => {
    const files = { 'bucket.json': JSON.stringify(createBodies.AWS) }
    const result = await runCli(
      ['create', '--file', 'bucket.json'],
      { api: respondCreated },
      { files },
    )
    expect(sent(result)).toEqual(createBodies.AWS)
  })

  test('create --file - sends the body of standard input', async () => {
    const stdin = JSON.stringify(createBodies.AWS)
    const result = await runCli(['create', '--file', '-'], { api: respondCreated }, { stdin })
    expect(sent(result)).toEqual(createBodies.AWS)
  })

  test('--file= accepts a file name that begins with a dash', async () => {
    const files = { '-b.json': JSON.stringify(createBodies.AWS) }
    const result = await runCli(['create', '--file=-b.json'], { api: respondCreated }, { files })
    expect(result.code).toBe(0)
  })

  test('create ignores a byte order mark', async () => {
    const stdin = `\uFEFF${JSON.stringify(createBodies.AWS)}`
    const result = await runCli(['create', '--file', '-'], { api: respondCreated }, { stdin })
    expect(result.code).toBe(0)
  })

  test('an invalid body lists every violation, and nothing is sent', async () => {
    const stdin = '{"cloudProvider":"AWS","bucketname":"x"}'
    const { code, stderr, api } = await runCli(['create', '--file', '-'], {}, { stdin })
    expect(stderr).toMatch(
      /bucketName: missing; iamRoleId: missing.*; bucketname: unknown field\n$/,
    )
    expect([code, api]).toEqual([2, []])
  })
})

describe('update', () => {
  test.each([
    [['--requirePrivateNetworking', 'true'], true],
    [['--requirePrivateNetworking', 'false'], false],
    [['--requirePrivateNetworking'], true],
  ])('update sends %s', async (flags, requirePrivateNetworking) => {
    const result = await runCli(['update', ...bucketFlags, ...flags], { api: respondUpdated })
    expect(result.api).toMatchObject([{ method: 'PATCH', path: `${listPath}/${exportBucketId}` }])
    expect(sent(result)).toEqual({ requirePrivateNetworking })
    expect(JSON.parse(result.stdout)).toEqual(buckets.AWS)
  })

  test('update sends the body of --file', async () => {
    const stdin = '{"requirePrivateNetworking":false}'
    const result = await runCli(
      ['update', ...bucketFlags, '--file=-'],
      { api: respondUpdated },
      { stdin },
    )
    expect(sent(result)).toEqual({ requirePrivateNetworking: false })
  })

  test.each(['{}', 'null', '{"requirePrivateNetworking":"yes"}'])(
    'update rejects the body %s',
    async (stdin) => {
      const args = ['update', ...bucketFlags, '--file', '-']
      const { code, stderr, api } = await runCli(args, {}, { stdin })
      expect(stderr).toMatch(/^error: updateGroupBackupExportBucket at .+\n$/)
      expect([code, api]).toEqual([2, []])
    },
  )

  test.each([
    ['2025-03-12', []],
    ['2024-10-23', ['--version', '2024-10-23']],
  ])('update validates the body against API date %s: %j', async (date, version) => {
    const args = ['update', ...bucketFlags, '--file=-', ...version]
    const { stderr } = await runCli(args, {}, { stdin: '{}' })
    expect(stderr).toContain(`updateGroupBackupExportBucket at ${date}: `)
  })

  test('an API date before the first version of update lists the valid dates', async () => {
    const args = ['update', ...bucketFlags, '--requirePrivateNetworking', '--version', '2023-11-15']
    const { code, stderr } = await runCli(args)
    expect(stderr).toMatch(/^error: --version: expected 2024-05-30, .+ got "2023-11-15"\n$/)
    expect(code).toBe(2)
  })
})

describe('delete', () => {
  test('delete does not ask for confirmation and prints nothing', async () => {
    const result = await runCli(['delete', ...bucketFlags], { api: respondNoContent })
    expect(result.api).toMatchObject([{ method: 'DELETE', path: `${listPath}/${exportBucketId}` }])
    expect([result.code, result.stdout, result.stderr]).toEqual([0, '', ''])
  })

  test('delete fails when the bucket does not exist', async () => {
    const { code } = await runCli(['delete', ...bucketFlags], {
      api: respondWithError('EXPORT_BUCKET_NOT_FOUND'),
    })
    expect(code).toBe(4)
  })

  test('delete --ignoreMissing succeeds when the bucket does not exist', async () => {
    const api = respondWithError('EXPORT_BUCKET_NOT_FOUND')
    const { code, stderr } = await runCli(['delete', ...bucketFlags, '--ignoreMissing'], { api })
    expect([code, stderr]).toEqual([0, ''])
  })
})
