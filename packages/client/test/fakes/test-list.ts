import type { ApiVersion } from '@export-buckets/core'
import type { ExportBucketList, ListExportBucketsInput } from '../../src/index.ts'
import { groupId } from './buckets.ts'
import type { FakeAtlas, FakeHandler } from './fake-atlas.ts'
import { createTestClient, noAuth } from './test-client.ts'

interface TestList {
  readonly list: ExportBucketList<ApiVersion>
  readonly requests: FakeAtlas['api']
  queries(): string[]
}

/** Creates a list over an Atlas in the same process. */
export function createTestList(
  api: FakeHandler,
  input: Partial<ListExportBucketsInput> = {},
): TestList {
  const { client, api: requests } = createTestClient(
    { api },
    { auth: noAuth, retry: { baseDelay: 0 } },
  )
  const list = client.exportBuckets.list({ groupId, ...input })
  return { list, requests, queries: () => requests.map(({ search }) => search) }
}
