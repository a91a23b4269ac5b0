import { AtlasApiError, createClient, type OnDeprecation } from '@export-buckets/client'
import { ExportBucketId, GroupId, vendorMediaType } from '@export-buckets/core'
import type { Cell } from '../matrix/cells.ts'
import { beforeTheMock, strategies } from './credentials.ts'

const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'

/** Makes the call with the real client: through the typed method, or, for what that refuses to say, through `GET`. */
export async function call(
  { ask, auth, operationId }: Cell,
  baseUrl: string,
  onDeprecation: OnDeprecation,
): Promise<unknown> {
  const { groupId, exportBucketId, version, accept, query } = ask
  const atlas = createClient({
    auth: strategies[auth](),
    baseUrl,
    retry: false,
    fetch: beforeTheMock(auth),
    onDeprecation,
  })
  const sayable = GroupId.is(groupId) && ExportBucketId.is(exportBucketId) && !accept && !query
  if (sayable) return atlas.exportBuckets.get({ groupId, exportBucketId, version })
  const { data, error, response } = await atlas.GET(path, {
    params: { path: { groupId, exportBucketId } },
    querySerializer: () => new URLSearchParams(query).toString(),
    headers: { Accept: accept ?? vendorMediaType(version) },
  })
  if (error !== undefined) {
    throw new AtlasApiError(operationId, response, JSON.stringify(error))
  }
  return data
}
