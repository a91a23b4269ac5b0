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
  test('prints the bucket', async () => {
    const { code, stdout, stderr, api } = await runCli(['get', ...bucketFlags])
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
    expect(api).toMatchObject([{ method: 'GET', path: `${listPath}/${exportBucketId}` }])
  })

  test('asks for the date of --version', async () => {
    const { api } = await runCli(['get', ...bucketFlags, '--version', '2023-11-15'])
    expect(api[0]?.headers.get('Accept')).toBe('application/vnd.atlas.2023-11-15+json')
  })

  test('asks for the newest date by default', async () => {
    const { api } = await runCli(['get', ...bucketFlags])
    expect(api[0]?.headers.get('Accept')).toBe(`application/vnd.atlas.${newestVersion}+json`)
  })

  test('takes --groupId before the project of the environment', async () => {
    const otherGroupId = '0'.repeat(24)
    const { api } = await runCli(['get', ...bucketFlags, `--groupId=${otherGroupId}`])
    expect(api[0]?.path).toContain(otherGroupId)
  })
})

describe('list', () => {
  test('prints all buckets of all pages, and how many they are', async () => {
    const result = await runCli(['list', '--itemsPerPage', '2'], {
      api: respondWithPages(createBuckets(5)),
    })
    expect(JSON.parse(result.stdout)).toEqual({ results: createBuckets(5), totalCount: 5 })
    const pageQuery = (pageNum: number) => `?includeCount=false&itemsPerPage=2&pageNum=${pageNum}`
    expect(queries(result)).toEqual([pageQuery(1), pageQuery(2), pageQuery(3)])
  })

  test('does not count them with --includeCount=false', async () => {
    const { stdout } = await runCli(['list', '--includeCount=false'], {
      api: respondWithPages(createBuckets(5)),
    })
    expect(JSON.parse(stdout)).toEqual({ results: createBuckets(5) })
  })

  test('prints the page of --pageNum as Atlas answers it', async () => {
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
    'asks for a page without a count: %s',
    async (...countFlags) => {
      const result = await runCli(['list', '--pageNum', '1', ...countFlags], {
        api: respondWithPages([]),
      })
      expect(queries(result)).toEqual(['?includeCount=false&itemsPerPage=100&pageNum=1'])
    },
  )

  test('prints a list without buckets', async () => {
    const { stdout } = await runCli(['list'], { api: respondWithPages([]) })
    expect(JSON.parse(stdout)).toEqual({ results: [], totalCount: 0 })
  })
})

describe('create', () => {
  test.each([
    ['AWS', ['--bucketName', 'export-bucket', '--iamRoleId', roleId]],
    ['AZURE', ['--roleId', roleId, '--serviceUrl', createBodies.AZURE.serviceUrl]],
    ['GCP', ['--bucketName', 'export-bucket', '--roleId', roleId]],
  ] as const)('sends a bucket of %s out of flags', async (provider, flags) => {
    const api = respondWithBody('createGroupBackupExportBucket', buckets[provider])
    const result = await runCli(['create', '--cloudProvider', provider, ...flags], { api })
    expect(result.api).toMatchObject([{ method: 'POST', path: listPath }])
    expect(sent(result)).toEqual(createBodies[provider])
    expect(JSON.parse(result.stdout)).toEqual(buckets[provider])
  })

  test.each([
    ['--requirePrivateNetworking', true],
    ['--requirePrivateNetworking=false', false],
  ])('sends %s as a boolean', async (flag, requirePrivateNetworking) => {
    const flags = ['--cloudProvider=AWS', '--bucketName=export-bucket', `--iamRoleId=${roleId}`]
    const result = await runCli(['create', ...flags, flag], { api: respondCreated })
    expect(sent(result)).toEqual({ ...createBodies.AWS, requirePrivateNetworking })
  })

  test('sends the body of --file', async () => {
    const files = { 'bucket.json': JSON.stringify(createBodies.AWS) }
    const result = await runCli(
      ['create', '--file', 'bucket.json'],
      { api: respondCreated },
      { files },
    )
    expect(sent(result)).toEqual(createBodies.AWS)
  })

  test('sends the body of standard input with --file -', async () => {
    const stdin = JSON.stringify(createBodies.AWS)
    const result = await runCli(['create', '--file', '-'], { api: respondCreated }, { stdin })
    expect(sent(result)).toEqual(createBodies.AWS)
  })

  test('takes a file whose name begins like a flag after an equals sign', async () => {
    const files = { '-b.json': JSON.stringify(createBodies.AWS) }
    const result = await runCli(['create', '--file=-b.json'], { api: respondCreated }, { files })
    expect(result.code).toBe(0)
  })

  test('passes over a byte order mark', async () => {
    const stdin = `\uFEFF${JSON.stringify(createBodies.AWS)}`
    const result = await runCli(['create', '--file', '-'], { api: respondCreated }, { stdin })
    expect(result.code).toBe(0)
  })

  test('names every violation of the body, and sends nothing', async () => {
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
  ])('sends %s', async (flags, requirePrivateNetworking) => {
    const result = await runCli(['update', ...bucketFlags, ...flags], { api: respondUpdated })
    expect(result.api).toMatchObject([{ method: 'PATCH', path: `${listPath}/${exportBucketId}` }])
    expect(sent(result)).toEqual({ requirePrivateNetworking })
    expect(JSON.parse(result.stdout)).toEqual(buckets.AWS)
  })

  test('sends the body of --file', async () => {
    const stdin = '{"requirePrivateNetworking":false}'
    const result = await runCli(
      ['update', ...bucketFlags, '--file=-'],
      { api: respondUpdated },
      { stdin },
    )
    expect(sent(result)).toEqual({ requirePrivateNetworking: false })
  })

  test.each(['{}', 'null', '{"requirePrivateNetworking":"yes"}'])(
    'refuses the body %s',
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
  ])('checks the body against the date asked for, %s: %j', async (date, version) => {
    const args = ['update', ...bucketFlags, '--file=-', ...version]
    const { stderr } = await runCli(args, {}, { stdin: '{}' })
    expect(stderr).toContain(`updateGroupBackupExportBucket at ${date}: `)
  })

  test('lists the dates that it can be asked for where the date is too old', async () => {
    const args = ['update', ...bucketFlags, '--requirePrivateNetworking', '--version', '2023-11-15']
    const { code, stderr } = await runCli(args)
    expect(stderr).toMatch(/^error: --version: expected 2024-05-30, .+ got "2023-11-15"\n$/)
    expect(code).toBe(2)
  })
})

describe('delete', () => {
  test('asks nothing, and prints nothing', async () => {
    const result = await runCli(['delete', ...bucketFlags], { api: respondNoContent })
    expect(result.api).toMatchObject([{ method: 'DELETE', path: `${listPath}/${exportBucketId}` }])
    expect([result.code, result.stdout, result.stderr]).toEqual([0, '', ''])
  })

  test('fails where there is no such bucket', async () => {
    const { code } = await runCli(['delete', ...bucketFlags], {
      api: respondWithError('EXPORT_BUCKET_NOT_FOUND'),
    })
    expect(code).toBe(4)
  })

  test('does not fail for that with --ignoreMissing', async () => {
    const api = respondWithError('EXPORT_BUCKET_NOT_FOUND')
    const { code, stderr } = await runCli(['delete', ...bucketFlags, '--ignoreMissing'], { api })
    expect([code, stderr]).toEqual([0, ''])
  })
})
