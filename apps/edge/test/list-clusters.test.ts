import { type ApiVersion, operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import {
  accept,
  clusters,
  createTestApp,
  groupId,
  id,
  otherGroupId,
  path,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const list = operationPath(operations.listGroupClusters, { groupId })

describe('listGroupClusters', () => {
  test.each<[ApiVersion, ApiVersion]>([
    ['2023-01-01', '2023-01-01'],
    ['2023-11-15', '2023-02-01'],
    ['2024-08-05', '2024-08-05'],
    ['2025-03-12', '2024-08-05'],
  ])(
    'a request for %s gets the clusters of the store in version %s, ordered by name',
    async (requestedVersion, responseVersion) => {
      const response = await (await createTestApp()).get(list, accept(requestedVersion))
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Type')).toBe(
        `application/vnd.atlas.${responseVersion}+json;charset=utf-8`,
      )
      expect(response.headers.has('Sunset')).toBe(responseVersion < '2024-08-05')
      expect(await response.json()).toEqual({
        links: [{ href: `${baseUrl}${list}?pageNum=1&itemsPerPage=100`, rel: 'self' }],
        results: clusters.map(({ collections: _, ...cluster }) => ({
          ...cluster,
          groupId,
          stateName: 'IDLE',
        })),
        totalCount: 3,
      })
    },
  )

  test('pages have links to their neighbours, and no count unless it is requested', async () => {
    const testApp = await createTestApp()
    const query = '?includeCount=false&itemsPerPage=1'
    const response = await testApp.get(`${list}${query}&pageNum=2`)
    const { links, results, ...rest } = await response.json()
    expect(links.map(({ rel }: { rel: string }) => rel)).toEqual(['self', 'previous', 'next'])
    expect(results).toMatchObject([{ name: 'Sharded0' }])
    expect(rest).toEqual({})
    const lastPage = await (await testApp.get(`${list}${query}&pageNum=3`)).json()
    expect(lastPage.links).toHaveLength(2)
  })

  test('the query of the official clients is accepted', async () => {
    const query =
      'includeCount=false&includeDeletedWithRetainedBackups=true&itemsPerPage=500&pageNum=1'
    const response = await (await createTestApp()).get(`${list}?${query}`)
    expect(await response.json()).toMatchObject({ results: [{}, {}, {}] })
    const badRequest = await (await createTestApp()).get(
      `${list}?includeDeletedWithRetainedBackups=maybe`,
    )
    expect(badRequest.status).toBe(400)
  })

  test('the caller needs Project Read Only', async () => {
    const testApp = await createTestApp()
    expect((await testApp.get(list, accept(), 'manager')).status).toBe(401)
    const otherPath = operationPath(operations.listGroupClusters, { groupId: otherGroupId })
    expect((await testApp.get(otherPath)).status).toBe(404)
  })

  test('a grant limited to buckets does not allow the list of clusters', async () => {
    const testApp = await createTestApp()
    const account = await testApp.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    const grant = {
      groupId,
      roles: ['GROUP_READ_ONLY'],
      exportBucketIds: [JSON.parse(`"${id('a')}"`)],
    }
    await testApp.store.saveServiceAccount({ ...account, grants: [grant] })
    expect((await testApp.get(path(id('a')))).status).toBe(200)
    expect((await testApp.get(list)).status).toBe(403)
  })
})
