import type { ApiVersion } from '@export-buckets/core'
import type { ExportBucketList, ListExportBucketsInput } from '../../src/index.ts'
import type { Answer, StandIn } from './atlas.ts'
import { groupId } from './buckets.ts'
import { clientOf, noAuth } from './client.ts'

interface Listing {
  readonly list: ExportBucketList<ApiVersion>
  readonly arrived: StandIn['api']
  searches(): string[]
}

/** A list that an Atlas in the same process answers. */
export function listOf(api: Answer, input: Partial<ListExportBucketsInput> = {}): Listing {
  const { client, api: arrived } = clientOf({ api }, { auth: noAuth, retry: { baseDelay: 0 } })
  const list = client.exportBuckets.list({ groupId, ...input })
  return { list, arrived, searches: () => arrived.map(({ search }) => search) }
}
