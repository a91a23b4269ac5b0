import {
  AtlasApiError,
  type AtlasClient,
  createClient,
  type OnDeprecation,
} from '@export-buckets/client'
import {
  type ApiVersion,
  type OperationId,
  operations,
  requestValidator,
  resolveVersion,
  vendorMediaType,
} from '@export-buckets/core'
import type { Cell, ClientCall } from '../matrix/cell.ts'
import { interceptHandshake, strategyFactories } from './credentials.ts'

type TypedCall = (atlas: AtlasClient, call: ClientCall) => Promise<unknown>

const createShape = requestValidator('createGroupBackupExportBucket', '2024-05-30')
const updateShape = requestValidator('updateGroupBackupExportBucket', '2024-05-30')

type UpdateVersion = NonNullable<Parameters<AtlasClient['exportBuckets']['update']>[0]['version']>

const supportsUpdate = (version: ApiVersion): version is UpdateVersion =>
  resolveVersion(operations.updateGroupBackupExportBucket, version) !== undefined

/** Every operation that has a typed method, through it. */
const typedCalls: Readonly<Partial<Record<OperationId, TypedCall>>> = {
  getGroupBackupExportBucket: (atlas, call) => atlas.exportBuckets.get(call),
  listGroupBackupExportBuckets: (atlas, { groupId, version }) =>
    atlas.exportBuckets.list({ groupId, version }).page(),
  createGroupBackupExportBucket: (atlas, { groupId, version, body }) => {
    if (!createShape?.is(body)) throw new TypeError('a typed call creates what can be')
    return atlas.exportBuckets.create({ groupId, version, bucket: body })
  },
  updateGroupBackupExportBucket: (atlas, { groupId, exportBucketId, version, body }) => {
    if (!updateShape?.is(body) || !supportsUpdate(version))
      throw new TypeError('a typed call updates what can be')
    return atlas.exportBuckets.update({ groupId, exportBucketId, version, ...body })
  },
  deleteGroupBackupExportBucket: (atlas, call) => atlas.exportBuckets.delete(call),
}

const bucketsPath = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'
const bucketPath = `${bucketsPath}/{exportBucketId}` as const
const clustersPath = '/api/atlas/v2/groups/{groupId}/clusters'

/** What a bare call brings: whatever the cell says, also what is wrong. */
function toRawOptions({
  groupId,
  exportBucketId,
  version,
  accept,
  query,
  body,
  contentType,
}: ClientCall) {
  return {
    params: { path: { groupId, exportBucketId } },
    querySerializer: () => new URLSearchParams(query).toString(),
    bodySerializer: () => body && JSON.stringify(body),
    headers: {
      Accept: accept ?? vendorMediaType(version),
      ...((body || contentType) && { 'Content-Type': contentType ?? vendorMediaType(version) }),
    },
  }
}

/** A body that the types take; what is sent is what {@link toRawOptions} makes of the cell. */
const placeholderBody = { cloudProvider: 'GCP', bucketName: 'x', roleId: 'x' } as const

/** Every operation through the bare method of openapi-fetch. */
const rawCalls: Readonly<
  Record<OperationId, (atlas: AtlasClient, call: ClientCall) => Promise<RawResult>>
> = {
  getGroupBackupExportBucket: (atlas, call) => atlas.GET(bucketPath, toRawOptions(call)),
  listGroupBackupExportBuckets: (atlas, call) => atlas.GET(bucketsPath, toRawOptions(call)),
  createGroupBackupExportBucket: (atlas, call) =>
    atlas.POST(bucketsPath, { ...toRawOptions(call), body: placeholderBody }),
  updateGroupBackupExportBucket: (atlas, call) =>
    atlas.PATCH(bucketPath, { ...toRawOptions(call), body: { requirePrivateNetworking: true } }),
  deleteGroupBackupExportBucket: (atlas, call) => atlas.DELETE(bucketPath, toRawOptions(call)),
  listGroupClusters: (atlas, call) => atlas.GET(clustersPath, toRawOptions(call)),
}

interface RawResult {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

/** Makes the call of a cell with the real client. */
export async function callClient(
  { call, auth, operationId }: Cell,
  baseUrl: string,
  onDeprecation: OnDeprecation,
): Promise<unknown> {
  const atlas = createClient({
    auth: strategyFactories[auth](),
    baseUrl,
    retry: false,
    fetch: interceptHandshake(auth),
    onDeprecation,
  })
  if (call.clientApi === 'typed') return typedCalls[operationId]?.(atlas, call)
  const { data, error, response } = await rawCalls[operationId](atlas, call)
  if (error === undefined) return data
  throw new AtlasApiError(operationId, response, JSON.stringify(error))
}
