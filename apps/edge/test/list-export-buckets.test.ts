import { AwsExportBucket, operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  buckets,
  createTestApp,
  groupId,
  otherGroupId,
  roleIds,
  seedStore,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const list = operationPath(operations.listGroupBackupExportBuckets, { groupId })

/** Creates an app with seven buckets, of which four are AWS buckets saved out of order. */
async function createSevenBuckets() {
  const store = memoryStore()
  await seedStore(store)
  for (const digit of ['5', '1', '4', '2']) {
    const bucket = {
      _id: digit.repeat(24),
      bucketName: `bucket-${digit}`,
      cloudProvider: 'AWS',
      iamRoleId: roleIds.AWS,
      region: 'eu-west-1',
    }
    await store.saveExportBucket(groupId, AwsExportBucket.parse(bucket))
  }
  return createTestApp({ store })
}

const ids = ({ results }: { results: { _id: string }[] }) =>
  results.map(({ _id }) => _id[0]).join('')

describe('listGroupBackupExportBuckets', () => {
  test('the list has the current buckets when the store returns an array that it changes later', async () => {
    const liveBuckets = [...buckets]
    const store = { ...memoryStore(), exportBuckets: async () => liveBuckets }
    await seedStore(store)
    const testApp = await createTestApp({ store })
    const headers = { ...accept(), ...(await testApp.bearer()) }
    const countListed = async () =>
      (await (await testApp.request(list, { headers })).json()).results.length
    expect(await countListed()).toBe(3)
    liveBuckets.pop()
    expect(await countListed()).toBe(2)
  })

  test('buckets are listed in the order of ids, without the region, and with a count', async () => {
    const testApp = await createSevenBuckets()
    const response = await testApp.get(list)
    const page = await response.json()
    expect(response.headers.get('Content-Type')).toBe(
      'application/vnd.atlas.2024-05-30+json;charset=utf-8',
    )
    expect(Object.keys(page)).toEqual(['links', 'results', 'totalCount'])
    expect(ids(page)).toBe('1245abc')
    expect(page.totalCount).toBe(7)
    expect(JSON.stringify(page.results)).not.toContain('region')
    expect(page.links).toEqual([
      { href: `${baseUrl}${list}?pageNum=1&itemsPerPage=100`, rel: 'self' },
    ])
  })

  test('a page has the recorded links to the previous and next page', async () => {
    const testApp = await createSevenBuckets()
    const page = await (await testApp.get(`${list}?itemsPerPage=3&pageNum=2`)).json()
    expect(ids(page)).toBe('5ab')
    expect(page.links).toEqual([
      { href: `${baseUrl}${list}?pageNum=2&itemsPerPage=3`, rel: 'self' },
      { href: `${baseUrl}${list}?itemsPerPage=3&pageNum=1`, rel: 'previous' },
      { href: `${baseUrl}${list}?itemsPerPage=3&pageNum=3`, rel: 'next' },
    ])
  })

  test.each([
    ['pretty=true', 'pretty=true'],
    ['includeCount=true&pageNum=1&itemsPerPage=100', 'includeCount=true'],
    ['itemsPerPage=100&includeCount=false&pretty=true', 'includeCount=false&pretty=true'],
    ['filter=a%20b%26c&envelope=false', 'filter=a+b%26c&envelope=false'],
  ])(
    "links repeat the caller's query in its order, followed by the page: %s",
    async (query, expectedQuery) => {
      const { links } = await (await (await createSevenBuckets()).get(`${list}?${query}`)).json()
      expect(links).toEqual([
        { href: `${baseUrl}${list}?${expectedQuery}&pageNum=1&itemsPerPage=100`, rel: 'self' },
      ])
    },
  )

  test('a next link keeps the query of the caller', async () => {
    const testApp = await createSevenBuckets()
    const firstPage = await (
      await testApp.get(`${list}?pretty=true&includeCount=false&itemsPerPage=3`)
    ).json()
    const next: string = firstPage.links[1].href
    expect(next).toBe(`${baseUrl}${list}?pretty=true&includeCount=false&itemsPerPage=3&pageNum=2`)
    const secondPage = await (await testApp.get(next)).json()
    expect(ids(secondPage)).toBe('5ab')
    expect(secondPage).not.toHaveProperty('totalCount')
  })

  test.each([
    'https://buckets.example.com/',
    'http://192.0.2.1:8787',
    'https://example.com/atlas/',
  ])("links use the public URL %s, whatever the request's URL is", async (publicUrl) => {
    const testApp = await createTestApp({ publicUrl })
    const { links } = await (await testApp.get(list)).json()
    expect(links[0].href).toBe(`${publicUrl.replace(/\/$/, '')}${list}?pageNum=1&itemsPerPage=100`)
  })

  test.each([
    'buckets.example.com',
    'ftp://example.com',
    'https://example.com/api?a',
    'https://example.com/#a',
    'https://a@example.com',
  ])('the invalid public URL %j is rejected', async (publicUrl) => {
    await expect(createTestApp({ publicUrl })).rejects.toThrow(
      'publicUrl: expected http(s)://HOST[:PORT]',
    )
  })

  test.each([
    [1, 3, '124', ['self', 'next']],
    [3, 3, 'c', ['self', 'previous']],
    [1, 7, '1245abc', ['self']],
    [9, 3, '', ['self', 'previous']],
  ])(
    'page %d with %d items per page contains %s',
    async (pageNum, itemsPerPage, expectedIds, rels) => {
      const testApp = await createSevenBuckets()
      const page = await (
        await testApp.get(`${list}?pageNum=${pageNum}&itemsPerPage=${itemsPerPage}`)
      ).json()
      expect(ids(page)).toBe(expectedIds)
      expect(page.links.map(({ rel }: { rel: string }) => rel)).toEqual(rels)
    },
  )

  test('version 2023-01-01 lists and counts AWS buckets only', async () => {
    const testApp = await createSevenBuckets()
    const page = await (await testApp.get(list, accept('2023-11-15'))).json()
    expect(ids(page)).toBe('1245a')
    expect(page.totalCount).toBe(5)
  })

  test('includeCount=false omits the count, and envelope adds the status to the page', async () => {
    const testApp = await createSevenBuckets()
    const page = await (await testApp.get(`${list}?includeCount=false&envelope=true`)).json()
    expect(Object.keys(page)).toEqual(['links', 'results', 'status'])
    expect(page.status).toBe(200)
  })

  test.each(['pageNum=0', 'itemsPerPage=501', 'itemsPerPage=x', 'includeCount=1'])(
    'the query %s gets 400',
    async (query) => {
      const testApp = await createSevenBuckets()
      expect((await testApp.get(`${list}?${query}`)).status).toBe(400)
    },
  )

  test('a page beyond the last is empty', async () => {
    const testApp = await createSevenBuckets()
    const page = await (await testApp.get(`${list}?pageNum=999999999&itemsPerPage=500`)).json()
    expect(page.results).toEqual([])
  })

  test('buckets of other projects are not listed', async () => {
    const testApp = await createSevenBuckets()
    const otherList = operationPath(operations.listGroupBackupExportBuckets, {
      groupId: otherGroupId,
    })
    expect((await testApp.get(otherList)).status).toBe(404)
    expect(await (await testApp.get(otherList, accept(), 'stranger')).json()).toMatchObject({
      results: [],
      totalCount: 0,
    })
    expect(buckets).toHaveLength(3)
  })
})
