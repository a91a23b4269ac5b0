import { describe, expect, test } from 'vitest'
import { failure, noContent, type StandIn, success } from '../stand-in/atlas.ts'
import { buckets, exportBucketId, groupId, requests, roleId } from '../stand-in/buckets.ts'
import { newest } from '../stand-in/newest.ts'
import { numbered, pages } from '../stand-in/pages.ts'
import { runs } from './terminal.ts'

const bucketFlags = ['--exportBucketId', exportBucketId]
const listPath = `/api/atlas/v2/groups/${groupId}/backup/exportBuckets`
const created = success('createGroupBackupExportBucket', buckets.AWS)
const updated = success('updateGroupBackupExportBucket', buckets.AWS)

const sent = ({ api: [request] }: StandIn) => JSON.parse(request?.body ?? '')
const searches = ({ api }: StandIn) => api.map(({ search }) => search)

describe('get', () => {
  test('prints the bucket', async () => {
    const { code, stdout, stderr, api } = await runs(['get', ...bucketFlags])
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
    expect(api).toMatchObject([{ method: 'GET', path: `${listPath}/${exportBucketId}` }])
  })

  test('asks for the date of --version', async () => {
    const { api } = await runs(['get', ...bucketFlags, '--version', '2023-11-15'])
    expect(api[0]?.headers.get('Accept')).toBe('application/vnd.atlas.2023-11-15+json')
  })

  test('asks for the newest date by default', async () => {
    const { api } = await runs(['get', ...bucketFlags])
    expect(api[0]?.headers.get('Accept')).toBe(`application/vnd.atlas.${newest}+json`)
  })

  test('takes --groupId before the project of the environment', async () => {
    const other = '0'.repeat(24)
    const { api } = await runs(['get', ...bucketFlags, `--groupId=${other}`])
    expect(api[0]?.path).toContain(other)
  })
})

describe('list', () => {
  test('prints all buckets of all pages, and how many they are', async () => {
    const ran = await runs(['list', '--itemsPerPage', '2'], { api: pages(numbered(5)) })
    expect(JSON.parse(ran.stdout)).toEqual({ results: numbered(5), totalCount: 5 })
    const page = (pageNum: number) => `?includeCount=false&itemsPerPage=2&pageNum=${pageNum}`
    expect(searches(ran)).toEqual([page(1), page(2), page(3)])
  })

  test('does not count them with --includeCount=false', async () => {
    const { stdout } = await runs(['list', '--includeCount=false'], { api: pages(numbered(5)) })
    expect(JSON.parse(stdout)).toEqual({ results: numbered(5) })
  })

  test('prints the page of --pageNum as Atlas answers it', async () => {
    const args = ['list', '--pageNum', '2', '--itemsPerPage', '2']
    const ran = await runs(args, { api: pages(numbered(5)) })
    expect(JSON.parse(ran.stdout)).toMatchObject({
      links: [{ rel: 'self' }, { rel: 'next' }],
      results: numbered(5).slice(2, 4),
      totalCount: 5,
    })
    expect(searches(ran)).toEqual(['?includeCount=true&itemsPerPage=2&pageNum=2'])
  })

  test.each([['--includeCount', 'false'], ['--includeCount=false']])(
    'asks for a page without a count: %s',
    async (...count) => {
      const ran = await runs(['list', '--pageNum', '1', ...count], { api: pages([]) })
      expect(searches(ran)).toEqual(['?includeCount=false&itemsPerPage=100&pageNum=1'])
    },
  )

  test('prints a list without buckets', async () => {
    const { stdout } = await runs(['list'], { api: pages([]) })
    expect(JSON.parse(stdout)).toEqual({ results: [], totalCount: 0 })
  })
})

describe('create', () => {
  test.each([
    ['AWS', ['--bucketName', 'export-bucket', '--iamRoleId', roleId]],
    ['AZURE', ['--roleId', roleId, '--serviceUrl', requests.AZURE.serviceUrl]],
    ['GCP', ['--bucketName', 'export-bucket', '--roleId', roleId]],
  ] as const)('sends a bucket of %s out of flags', async (provider, flags) => {
    const api = success('createGroupBackupExportBucket', buckets[provider])
    const ran = await runs(['create', '--cloudProvider', provider, ...flags], { api })
    expect(ran.api).toMatchObject([{ method: 'POST', path: listPath }])
    expect(sent(ran)).toEqual(requests[provider])
    expect(JSON.parse(ran.stdout)).toEqual(buckets[provider])
  })

  test.each([
    ['--requirePrivateNetworking', true],
    ['--requirePrivateNetworking=false', false],
  ])('sends %s as a boolean', async (flag, requirePrivateNetworking) => {
    const flags = ['--cloudProvider=AWS', '--bucketName=export-bucket', `--iamRoleId=${roleId}`]
    const ran = await runs(['create', ...flags, flag], { api: created })
    expect(sent(ran)).toEqual({ ...requests.AWS, requirePrivateNetworking })
  })

  test('sends the body of --file', async () => {
    const files = { 'bucket.json': JSON.stringify(requests.AWS) }
    const ran = await runs(['create', '--file', 'bucket.json'], { api: created }, { files })
    expect(sent(ran)).toEqual(requests.AWS)
  })

  test('sends the body of standard input with --file -', async () => {
    const stdin = JSON.stringify(requests.AWS)
    const ran = await runs(['create', '--file', '-'], { api: created }, { stdin })
    expect(sent(ran)).toEqual(requests.AWS)
  })

  test('takes a file whose name begins like a flag after an equals sign', async () => {
    const files = { '-b.json': JSON.stringify(requests.AWS) }
    const ran = await runs(['create', '--file=-b.json'], { api: created }, { files })
    expect(ran.code).toBe(0)
  })

  test('passes over a byte order mark', async () => {
    const stdin = `\uFEFF${JSON.stringify(requests.AWS)}`
    const ran = await runs(['create', '--file', '-'], { api: created }, { stdin })
    expect(ran.code).toBe(0)
  })

  test('names every violation of the body, and sends nothing', async () => {
    const stdin = '{"cloudProvider":"AWS","bucketname":"x"}'
    const { code, stderr, api } = await runs(['create', '--file', '-'], {}, { stdin })
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
    const ran = await runs(['update', ...bucketFlags, ...flags], { api: updated })
    expect(ran.api).toMatchObject([{ method: 'PATCH', path: `${listPath}/${exportBucketId}` }])
    expect(sent(ran)).toEqual({ requirePrivateNetworking })
    expect(JSON.parse(ran.stdout)).toEqual(buckets.AWS)
  })

  test('sends the body of --file', async () => {
    const stdin = '{"requirePrivateNetworking":false}'
    const ran = await runs(['update', ...bucketFlags, '--file=-'], { api: updated }, { stdin })
    expect(sent(ran)).toEqual({ requirePrivateNetworking: false })
  })

  test.each(['{}', 'null', '{"requirePrivateNetworking":"yes"}'])(
    'refuses the body %s',
    async (stdin) => {
      const args = ['update', ...bucketFlags, '--file', '-']
      const { code, stderr, api } = await runs(args, {}, { stdin })
      expect(stderr).toMatch(/^error: updateGroupBackupExportBucket at .+\n$/)
      expect([code, api]).toEqual([2, []])
    },
  )

  test.each([
    ['2025-03-12', []],
    ['2024-10-23', ['--version', '2024-10-23']],
  ])('checks the body against the date asked for, %s: %j', async (date, version) => {
    const args = ['update', ...bucketFlags, '--file=-', ...version]
    const { stderr } = await runs(args, {}, { stdin: '{}' })
    expect(stderr).toContain(`updateGroupBackupExportBucket at ${date}: `)
  })

  test('lists the dates that it can be asked for where the date is too old', async () => {
    const args = ['update', ...bucketFlags, '--requirePrivateNetworking', '--version', '2023-11-15']
    const { code, stderr } = await runs(args)
    expect(stderr).toMatch(/^error: --version: expected 2024-05-30, .+ got "2023-11-15"\n$/)
    expect(code).toBe(2)
  })
})

describe('delete', () => {
  test('asks nothing, and prints nothing', async () => {
    const ran = await runs(['delete', ...bucketFlags], { api: noContent })
    expect(ran.api).toMatchObject([{ method: 'DELETE', path: `${listPath}/${exportBucketId}` }])
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, '', ''])
  })

  test('fails where there is no such bucket', async () => {
    const { code } = await runs(['delete', ...bucketFlags], {
      api: failure('EXPORT_BUCKET_NOT_FOUND'),
    })
    expect(code).toBe(4)
  })

  test('does not fail for that with --ignoreMissing', async () => {
    const api = failure('EXPORT_BUCKET_NOT_FOUND')
    const { code, stderr } = await runs(['delete', ...bucketFlags, '--ignoreMissing'], { api })
    expect([code, stderr]).toEqual([0, ''])
  })
})
