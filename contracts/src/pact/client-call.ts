import {
  AtlasApiError,
  type AtlasClient,
  createBareClient,
  createClient,
  type OnDeprecation,
} from '@export-buckets/client'
import {
  type ApiVersion,
  cloudProviders,
  type OperationId,
  operations,
  type RequestBody,
  requestValidator,
  resolveVersion,
  vendorMediaType,
} from '@export-buckets/core'
import type { Cell, ClientCall } from '../matrix/cell.ts'
import type { PathParameters } from '../matrix/ids.ts'
import { interceptHandshake, strategyFactories } from './credentials.ts'

/** The input of a typed method: the path parameters, the version and the body. */
interface TypedInput extends PathParameters {
  readonly version: ApiVersion
  readonly body: unknown
}

type TypedCall = (atlas: AtlasClient, input: TypedInput) => PromiseLike<unknown>

/**
 * Returns the body with its type.
 *
 * @throws TypeError when it is not valid, because a typed method would not send it
 */
function typedBody<Op extends OperationId>(
  operationId: Op,
  { version, body }: TypedInput,
): RequestBody<Op, ApiVersion> {
  const validator = requestValidator(operationId, version)
  if (validator?.is(body)) return body
  throw new TypeError(`${operationId}: a typed call requires a valid body`)
}

type UpdateVersion = NonNullable<Parameters<AtlasClient['exportBuckets']['update']>[0]['version']>

const supportsUpdate = (version: ApiVersion): version is UpdateVersion =>
  resolveVersion(operations.updateGroupBackupExportBucket, version) !== undefined

/** The call of the typed method of each operation. */
const typedCalls: Readonly<Record<OperationId, TypedCall>> = {
  getGroupBackupExportBucket: (atlas, input) => atlas.exportBuckets.get(input),
  listGroupBackupExportBuckets: (atlas, input) => atlas.exportBuckets.list(input).page(),
  createGroupBackupExportBucket: (atlas, input) => {
    const bucket = typedBody('createGroupBackupExportBucket', input)
    return atlas.exportBuckets.create({ ...input, bucket })
  },
  updateGroupBackupExportBucket: (atlas, input) => {
    const { version } = input
    const body = typedBody('updateGroupBackupExportBucket', input)
    if (!supportsUpdate(version)) throw new TypeError(`${version} has no update`)
    return atlas.exportBuckets.update({ ...input, version, ...body })
  },
  deleteGroupBackupExportBucket: (atlas, input) => atlas.exportBuckets.delete(input),
  getGroupCluster: (atlas, input) => atlas.clusters.get(input),
  listGroupClusters: (atlas, input) => atlas.clusters.list(input).page(),
  listGroupCloudProviderAccess: (atlas, input) => atlas.cloudProviderAccess.list(input),
  createGroupCloudProviderAccess: (atlas, input) => {
    const role = typedBody('createGroupCloudProviderAccess', input)
    return atlas.cloudProviderAccess.create({ ...input, role })
  },
  getGroupCloudProviderAccess: (atlas, input) => atlas.cloudProviderAccess.get(input),
  authorizeGroupCloudProviderAccessRole: (atlas, input) => {
    const role = typedBody('authorizeGroupCloudProviderAccessRole', input)
    return atlas.cloudProviderAccess.authorize({ ...input, role })
  },
  deauthorizeGroupCloudProviderAccessRole: (atlas, input) => {
    const cloudProvider = cloudProviders.find((provider) => provider === input.cloudProvider)
    if (cloudProvider === undefined) throw new TypeError('a typed call requires a provider')
    return atlas.cloudProviderAccess.deauthorize({ ...input, cloudProvider })
  },
  takeGroupClusterBackupSnapshots: (atlas, input) => {
    const snapshot = typedBody('takeGroupClusterBackupSnapshots', input)
    return atlas.snapshots.take({ ...input, snapshot })
  },
  listGroupClusterBackupSnapshots: (atlas, input) => atlas.snapshots.list(input).page(),
  getGroupClusterBackupSnapshot: (atlas, input) => atlas.snapshots.get(input),
  deleteGroupClusterBackupSnapshot: (atlas, input) => atlas.snapshots.delete(input),
  listGroupClusterBackupSnapshotShardedClusters: (atlas, input) =>
    atlas.snapshots.listSharded(input),
  getGroupClusterBackupSnapshotShardedCluster: (atlas, input) => atlas.snapshots.getSharded(input),
  createGroupClusterBackupExport: (atlas, input) => {
    const job = typedBody('createGroupClusterBackupExport', input)
    return atlas.exportJobs.create({ ...input, job })
  },
  listGroupClusterBackupExports: (atlas, input) => atlas.exportJobs.list(input).page(),
  getGroupClusterBackupExport: (atlas, input) => atlas.exportJobs.get(input),
  getGroupClusterBackupSchedule: (atlas, input) => atlas.backupSchedule.get(input),
  updateGroupClusterBackupSchedule: (atlas, input) => {
    const schedule = typedBody('updateGroupClusterBackupSchedule', input)
    return atlas.backupSchedule.update({ ...input, schedule })
  },
  deleteGroupClusterBackupSchedule: (atlas, input) => atlas.backupSchedule.delete(input),
}

/** An operation of any path, for the bare client. */
interface AnyOperation {
  readonly parameters: { readonly path: PathParameters }
  readonly requestBody?: { readonly content: { readonly 'application/json': unknown } }
  readonly responses: {
    readonly 200: { readonly content: { readonly 'application/json': unknown } }
  }
}

type AnyPaths = Record<string, Record<'get' | 'post' | 'patch' | 'delete', AnyOperation>>

const methods = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const

type ClientOptions = Parameters<typeof createBareClient>[0]

/** Sends the request of a cell with the bare client, even when it is invalid. */
async function callRaw(
  operationId: OperationId,
  { pathParameters, version, accept, query, body, contentType }: ClientCall,
  options: ClientOptions,
): Promise<unknown> {
  const { method, path } = operations[operationId]
  const mediaType = vendorMediaType(version)
  const { data, error, response } = await createBareClient<AnyPaths>(options).request(
    methods[method],
    path,
    {
      params: { path: pathParameters },
      body,
      querySerializer: () => new URLSearchParams(query).toString(),
      headers: {
        Accept: accept ?? mediaType,
        ...((body || contentType) && { 'Content-Type': contentType ?? mediaType }),
      },
    },
  )
  if (error === undefined) return data
  throw new AtlasApiError(operationId, response, JSON.stringify(error))
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
  const options: ClientOptions = {
    auth: strategyFactories[auth](),
    baseUrl,
    retry: false,
    fetch: interceptHandshake(auth),
  }
  if (call.clientApi === 'raw') return callRaw(operationId, call, options)
  const { pathParameters, version, body } = call
  const atlas = createClient({ ...options, onDeprecation })
  return typedCalls[operationId](atlas, { ...pathParameters, version, body })
}
