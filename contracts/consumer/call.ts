import {
  AtlasApiError,
  type AtlasClient,
  createClient,
  type OnDeprecation,
} from '@export-buckets/client'
import {
  type ApiVersion,
  answeringVersion,
  type OperationId,
  operations,
  requestShape,
  vendorMediaType,
} from '@export-buckets/core'
import type { Ask, Cell } from '../matrix/cells.ts'
import { beforeTheMock, strategies } from './credentials.ts'

type Call = (atlas: AtlasClient, ask: Ask) => Promise<unknown>

const createShape = requestShape('createGroupBackupExportBucket', '2024-05-30')
const updateShape = requestShape('updateGroupBackupExportBucket', '2024-05-30')

type UpdateVersion = NonNullable<Parameters<AtlasClient['exportBuckets']['update']>[0]['version']>

const hasUpdate = (version: ApiVersion): version is UpdateVersion =>
  answeringVersion(operations.updateGroupBackupExportBucket, version) !== undefined

/** Every operation that has a typed method, through it. */
const typed: Readonly<Partial<Record<OperationId, Call>>> = {
  getGroupBackupExportBucket: (atlas, ask) => atlas.exportBuckets.get(ask),
  listGroupBackupExportBuckets: (atlas, { groupId, version }) =>
    atlas.exportBuckets.list({ groupId, version }).page(),
  createGroupBackupExportBucket: (atlas, { groupId, version, body }) => {
    if (!createShape?.is(body)) throw new TypeError('a typed call creates what can be')
    return atlas.exportBuckets.create({ groupId, version, bucket: body })
  },
  updateGroupBackupExportBucket: (atlas, { groupId, exportBucketId, version, body }) => {
    if (!updateShape?.is(body) || !hasUpdate(version))
      throw new TypeError('a typed call updates what can be')
    return atlas.exportBuckets.update({ groupId, exportBucketId, version, ...body })
  },
  deleteGroupBackupExportBucket: (atlas, ask) => atlas.exportBuckets.delete(ask),
}

const collection = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'
const one = `${collection}/{exportBucketId}` as const
const clusters = '/api/atlas/v2/groups/{groupId}/clusters'

/** What a bare call brings: whatever the cell says, also what is wrong. */
function said({ groupId, exportBucketId, version, accept, query, body, contentType }: Ask) {
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

/** A body that the types take; what is sent is what {@link said} makes of the cell. */
const placeholder = { cloudProvider: 'GCP', bucketName: 'x', roleId: 'x' } as const

/** Every operation through the bare method of openapi-fetch. */
const bare: Readonly<Record<OperationId, (atlas: AtlasClient, ask: Ask) => Promise<Answered>>> = {
  getGroupBackupExportBucket: (atlas, ask) => atlas.GET(one, said(ask)),
  listGroupBackupExportBuckets: (atlas, ask) => atlas.GET(collection, said(ask)),
  createGroupBackupExportBucket: (atlas, ask) =>
    atlas.POST(collection, { ...said(ask), body: placeholder }),
  updateGroupBackupExportBucket: (atlas, ask) =>
    atlas.PATCH(one, { ...said(ask), body: { requirePrivateNetworking: true } }),
  deleteGroupBackupExportBucket: (atlas, ask) => atlas.DELETE(one, said(ask)),
  listGroupClusters: (atlas, ask) => atlas.GET(clusters, said(ask)),
}

interface Answered {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

/** Makes the call of a cell with the real client. */
export async function call(
  { ask, auth, operationId }: Cell,
  baseUrl: string,
  onDeprecation: OnDeprecation,
): Promise<unknown> {
  const atlas = createClient({
    auth: strategies[auth](),
    baseUrl,
    retry: false,
    fetch: beforeTheMock(auth),
    onDeprecation,
  })
  if (ask.how === 'typed') return typed[operationId]?.(atlas, ask)
  const { data, error, response } = await bare[operationId](atlas, ask)
  if (error === undefined) return data
  throw new AtlasApiError(operationId, response, JSON.stringify(error))
}
