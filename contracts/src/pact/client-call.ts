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

const createBodyValidator = requestValidator('createGroupBackupExportBucket', '2024-05-30')
const updateBodyValidator = requestValidator('updateGroupBackupExportBucket', '2024-05-30')

type UpdateVersion = NonNullable<Parameters<AtlasClient['exportBuckets']['update']>[0]['version']>

const supportsUpdate = (version: ApiVersion): version is UpdateVersion =>
  resolveVersion(operations.updateGroupBackupExportBucket, version) !== undefined

/** Calls of the typed method, for each operation that has one. */
const typedCalls: Readonly<Partial<Record<OperationId, TypedCall>>> = {
  getGroupBackupExportBucket: (atlas, call) => atlas.exportBuckets.get(call),
  listGroupBackupExportBuckets: (atlas, { groupId, version }) =>
    atlas.exportBuckets.list({ groupId, version }).page(),
  createGroupBackupExportBucket: (atlas, { groupId, version, body }) => {
    if (!createBodyValidator?.is(body))
      throw new TypeError('a typed create call requires a valid body')
    return atlas.exportBuckets.create({ groupId, version, bucket: body })
  },
  updateGroupBackupExportBucket: (atlas, { groupId, exportBucketId, version, body }) => {
    if (!updateBodyValidator?.is(body) || !supportsUpdate(version))
      throw new TypeError('a typed update call requires a valid body and version')
    return atlas.exportBuckets.update({ groupId, exportBucketId, version, ...body })
  },
  deleteGroupBackupExportBucket: (atlas, call) => atlas.exportBuckets.delete(call),
}

const bucketsPath = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'
const bucketPath = `${bucketsPath}/{exportBucketId}` as const
const clustersPath = '/api/atlas/v2/groups/{groupId}/clusters'

/** Returns the options of a raw call. They are those of the cell, even when they are invalid. */
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

/** A body for the types. The body that is sent comes from {@link toRawOptions}. */
const placeholderBody = { cloudProvider: 'GCP', bucketName: 'x', roleId: 'x' } as const

/** Calls of the raw methods of openapi-fetch, for each operation. */
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

/**
 * Makes the call of a cell with the real client.
 *
 * @throws AtlasApiError when the response is an error
 */
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
