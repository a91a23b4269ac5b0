import type { ApiVersion, OperationId } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import type { AtlasClient, ListOptions, PagedList } from '../src/index.ts'
import { buckets, groupId } from './fakes/buckets.ts'
import { respondWithBody } from './fakes/fake-atlas.ts'
import { selfAndNextLinks } from './fakes/pages.ts'
import { createUnauthenticatedClient } from './fakes/test-client.ts'
import { cluster, clusterIds, snapshot, successfulJob } from './fakes/workflow.ts'

type Client = AtlasClient<ApiVersion>

/** The methods that return a list with pages, and an item of each. */
const lists: readonly [
  OperationId,
  object,
  (client: Client, options: ListOptions) => Pick<PagedList<{ results: unknown[] }>, 'all'>,
][] = [
  [
    'listGroupBackupExportBuckets',
    buckets.AWS,
    ({ exportBuckets }, options) => exportBuckets.list({ groupId, ...options }),
  ],
  [
    'listGroupClusters',
    cluster,
    ({ clusters }, options) =>
      clusters.list({ groupId, includeDeletedWithRetainedBackups: true, ...options }),
  ],
  [
    'listGroupClusterBackupSnapshots',
    snapshot,
    ({ snapshots }, options) => snapshots.list({ ...clusterIds, ...options }),
  ],
  [
    'listGroupClusterBackupExports',
    successfulJob,
    ({ exportJobs }, options) => exportJobs.list({ ...clusterIds, ...options }),
  ],
]

describe.each(lists)('the list of %s', (operationId, item, list) => {
  const createListClient = (withLinks: boolean) =>
    createUnauthenticatedClient({
      api: (c, nth) => {
        const results = nth === 1 ? [item, item] : [item]
        const links = withLinks ? { links: selfAndNextLinks(nth, nth === 2) } : {}
        return respondWithBody(operationId, { results, ...links })(c, nth)
      },
    })

  test.each([
    [true, 'with links'],
    [false, 'without links'],
  ])('all() resolves with the items of every page, %2$s', async (withLinks) => {
    const { client, api } = createListClient(withLinks)
    expect(await list(client, { itemsPerPage: 2 }).all()).toEqual([item, item, item])
    const queries = api.map(({ search }) => search.replace(/&includeDeleted.*/, ''))
    expect(queries).toEqual([
      '?includeCount=false&itemsPerPage=2&pageNum=1',
      '?includeCount=false&itemsPerPage=2&pageNum=2',
    ])
  })
})

test('clusters.list sends includeDeletedWithRetainedBackups when it is set', async () => {
  const api = respondWithBody('listGroupClusters', { results: [] })
  const { client, api: requests } = createUnauthenticatedClient({ api })
  await client.clusters.list({ groupId }).all()
  await client.clusters.list({ groupId, includeDeletedWithRetainedBackups: true }).all()
  expect(requests.map(({ search }) => search)).toEqual([
    '?includeCount=false&itemsPerPage=100&pageNum=1',
    '?includeCount=false&itemsPerPage=100&pageNum=1&includeDeletedWithRetainedBackups=true',
  ])
})
