import { type ApiVersion, operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { baseUrl } from './mounting.ts'
import { accept, groupId, id, otherGroupId, path, world } from './world.ts'

const list = operationPath(operations.listGroupClusters, { groupId })

describe('listGroupClusters', () => {
  test.each<[ApiVersion, ApiVersion]>([
    ['2023-01-01', '2023-01-01'],
    ['2023-11-15', '2023-02-01'],
    ['2024-08-05', '2024-08-05'],
    ['2025-03-12', '2024-08-05'],
  ])('asked for %s is an empty page at %s', async (asked, answered) => {
    const answer = await (await world()).get(list, accept(asked))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe(
      `application/vnd.atlas.${answered}+json;charset=utf-8`,
    )
    expect(answer.headers.has('Sunset')).toBe(answered < '2024-08-05')
    expect(await answer.json()).toEqual({
      links: [{ href: `${baseUrl}${list}?pageNum=1&itemsPerPage=100`, rel: 'self' }],
      results: [],
      totalCount: 0,
    })
  })

  test('takes the query that the official clients send', async () => {
    const query =
      'includeCount=false&includeDeletedWithRetainedBackups=true&itemsPerPage=500&pageNum=1'
    const answer = await (await world()).get(`${list}?${query}`)
    expect(await answer.json()).toEqual({ links: [expect.anything()], results: [] })
    const bad = await (await world()).get(`${list}?includeDeletedWithRetainedBackups=maybe`)
    expect(bad.status).toBe(400)
  })

  test('needs Project Read Only', async () => {
    const w = await world()
    expect((await w.get(list, accept(), 'manager')).status).toBe(401)
    const other = operationPath(operations.listGroupClusters, { groupId: otherGroupId })
    expect((await w.get(other)).status).toBe(404)
  })

  test('is not part of a grant that is narrowed to buckets', async () => {
    const w = await world()
    const account = await w.store.serviceAccount('reader')
    if (account === undefined) throw new Error('no reader')
    const grant = {
      groupId,
      roles: ['GROUP_READ_ONLY'],
      exportBucketIds: [JSON.parse(`"${id('a')}"`)],
    }
    await w.store.saveServiceAccount({ ...account, grants: [grant] })
    expect((await w.get(path(id('a')))).status).toBe(200)
    expect((await w.get(list)).status).toBe(403)
  })
})
