import type {
  ApiVersion,
  AwsExportBucket,
  AzureExportBucket,
  CloudProvider,
  CreateExportBucket,
  ExportBucket,
  GcpExportBucket,
  paths,
  ResponseBody,
} from '@export-buckets/core'
import { expectTypeOf } from 'vitest'
import {
  type AtlasApiError,
  type AtlasClient,
  type AtlasPromise,
  type AuthStrategy,
  type AutoExportFrequency,
  type AzureAccessRole,
  accessRoleId,
  apiKey,
  type BackupSchedule,
  type BareClient,
  type ClientError,
  type ClientErrorCode,
  type ClientOptions,
  type CloudProviderAccessRoles,
  type Cluster,
  createBareClient,
  createClient,
  type ErrorCode,
  type ExportJob,
  isClientError,
  type KnownErrorCode,
  type ListExportBucketsPage,
  type NewestApiVersion,
  type ReplicaSetSnapshot,
  type RoleId,
  type ShardedClusterSnapshot,
  type Snapshot,
  serviceAccount,
  unusedExportFrequency,
  type WithResponse,
} from '../src/index.ts'
import type { paths as clusterPaths, components } from './fakes/cluster-paths.ts'

const auth = serviceAccount({ clientId: 'id', clientSecret: 'secret' })
const ids = { groupId: '32b6e34b3d91647abb20e7b8', exportBucketId: '64f1a2b3c4d5e6f708192a3b' }
const { groupId } = ids
const atlas = createClient({ auth })

type AnyBucket = ResponseBody<'getGroupBackupExportBucket'>

// Without a version, a client has the types of the newest date.
expectTypeOf(atlas).toEqualTypeOf<AtlasClient<NewestApiVersion>>()
expectTypeOf(atlas).not.toEqualTypeOf<AtlasClient<ApiVersion>>()
expectTypeOf<AtlasClient>().toEqualTypeOf<AtlasClient<NewestApiVersion>>()
expectTypeOf<ClientOptions['version']>().toEqualTypeOf<NewestApiVersion | undefined>()
expectTypeOf(createClient({ auth, version: '2023-01-01' })).toEqualTypeOf<
  AtlasClient<'2023-01-01'>
>()
declare const anyVersion: ApiVersion
expectTypeOf(createClient({ auth, version: anyVersion })).toEqualTypeOf<AtlasClient<ApiVersion>>()

// Without a version, a bucket may be of any provider, and `cloudProvider` narrows it.
const bucket = await atlas.exportBuckets.get(ids)
expectTypeOf(bucket).toEqualTypeOf<AnyBucket>()
if (bucket.cloudProvider === 'AZURE') {
  expectTypeOf(bucket).toEqualTypeOf<AzureExportBucket>()
  expectTypeOf(bucket.serviceUrl).toEqualTypeOf<string>()
}
if (bucket.cloudProvider === 'GCP') expectTypeOf(bucket).toEqualTypeOf<GcpExportBucket>()
// @ts-expect-error An AWS bucket has no serviceUrl.
bucket.serviceUrl

// The version of the call decides the type and overrides the client's.
const oldVersionCall = atlas.exportBuckets.get({ ...ids, version: '2023-11-15' })
expectTypeOf(oldVersionCall).resolves.toEqualTypeOf<AwsExportBucket>()
const currentVersionCall = atlas.exportBuckets.get({ ...ids, version: '2024-08-05' })
expectTypeOf(currentVersionCall).resolves.toEqualTypeOf<ExportBucket>()
const pinnedClient = createClient({ auth, version: '2023-01-01' })
expectTypeOf(pinnedClient.exportBuckets.get(ids)).resolves.toEqualTypeOf<AwsExportBucket>()
const newerVersionCall = pinnedClient.exportBuckets.get({ ...ids, version: '2025-03-12' })
expectTypeOf(newerVersionCall).resolves.toEqualTypeOf<ExportBucket>()
declare const someVersion: ApiVersion
const anyVersionCall = atlas.exportBuckets.get({ ...ids, version: someVersion })
expectTypeOf(anyVersionCall).resolves.toEqualTypeOf<AnyBucket>()

// The promise of each method has `withResponse()` with the type of its result.
expectTypeOf(atlas.exportBuckets.get(ids)).toEqualTypeOf<AtlasPromise<AnyBucket>>()
const withResponse = await atlas.exportBuckets.get({ ...ids, version: '2023-11-15' }).withResponse()
expectTypeOf(withResponse).toEqualTypeOf<WithResponse<AwsExportBucket>>()
expectTypeOf(withResponse.response).toEqualTypeOf<Response>()
expectTypeOf(withResponse.requestId).toEqualTypeOf<string | undefined>()
const pageResponse = await atlas.exportBuckets.list({ groupId }).page().withResponse()
expectTypeOf(pageResponse.data.results).toEqualTypeOf<
  ListExportBucketsPage<NewestApiVersion>['results']
>()
const deletion = await atlas.exportBuckets.delete(ids).withResponse()
expectTypeOf(deletion.data).toEqualTypeOf<void>()

// An option may be undefined.
declare const maybeOptions: { signal: AbortSignal | undefined; timeout: number | undefined }
atlas.exportBuckets.get({ ...ids, ...maybeOptions, version: undefined })
createClient({ auth, baseUrl: undefined, fetch: undefined, retry: { limit: undefined } })

// A date that the API does not have does not compile.
// @ts-expect-error
atlas.exportBuckets.get({ ...ids, version: '2024-01-01' })
// @ts-expect-error
createClient({ auth, version: '2024-01-01' })
// @ts-expect-error Both ids are required.
atlas.exportBuckets.get({ groupId: ids.groupId })

// A list and its pages have the buckets of its version.
for await (const item of atlas.exportBuckets.list({ groupId })) {
  expectTypeOf(item).toEqualTypeOf<ExportBucket>()
}
for await (const item of atlas.exportBuckets.list({ groupId, version: '2023-11-15' })) {
  expectTypeOf(item).toEqualTypeOf<AwsExportBucket>()
}
for await (const item of pinnedClient.exportBuckets.list({ groupId })) {
  expectTypeOf(item).toEqualTypeOf<AwsExportBucket>()
}
const page = await atlas.exportBuckets.list({ groupId, version: '2025-03-12' }).page(2)
expectTypeOf(page.results).toEqualTypeOf<ExportBucket[]>()
expectTypeOf(page.totalCount).toEqualTypeOf<number | undefined>()
const oldPage = pinnedClient.exportBuckets.list({ groupId }).page()
expectTypeOf((await oldPage).results).toEqualTypeOf<AwsExportBucket[]>()

expectTypeOf(atlas.exportBuckets.list({ groupId }).all()).resolves.toEqualTypeOf<ExportBucket[]>()
expectTypeOf(pinnedClient.exportBuckets.list({ groupId }).all()).resolves.toEqualTypeOf<
  AwsExportBucket[]
>()

// A bucket to create has all required fields of its provider and no others.
const roleId = ids.exportBucketId
const serviceUrl = 'https://account.blob.core.windows.net/container'
const aws = { bucketName: 'bucket', cloudProvider: 'AWS', iamRoleId: roleId } as const
const azure = { cloudProvider: 'AZURE', roleId, serviceUrl } as const
const gcp = { bucketName: 'bucket', cloudProvider: 'GCP', roleId } as const
const createCall = atlas.exportBuckets.create({ groupId, bucket: azure })
expectTypeOf(createCall).resolves.toEqualTypeOf<AnyBucket>()
const createdOldVersion = atlas.exportBuckets.create({
  groupId,
  bucket: aws,
  version: '2023-01-01',
})
expectTypeOf(createdOldVersion).resolves.toEqualTypeOf<AwsExportBucket>()
declare const anyBucket: CreateExportBucket
atlas.exportBuckets.create({ groupId, bucket: anyBucket })
pinnedClient.exportBuckets.create({ groupId, bucket: gcp, version: '2024-05-30' })
// @ts-expect-error The role is missing.
atlas.exportBuckets.create({ groupId, bucket: { bucketName: 'bucket', cloudProvider: 'AWS' } })
// @ts-expect-error The role of a Google Cloud bucket is `roleId`.
atlas.exportBuckets.create({ groupId, bucket: { ...aws, cloudProvider: 'GCP' } })
atlas.exportBuckets.create({
  groupId,
  // @ts-expect-error An AWS bucket has no serviceUrl.
  bucket: { bucketName: 'bucket', cloudProvider: 'AWS', iamRoleId: roleId, serviceUrl },
})
// @ts-expect-error The provider does not exist.
atlas.exportBuckets.create({ groupId, bucket: { ...aws, cloudProvider: 'OVH' } })
// @ts-expect-error 2023-01-01 supports AWS only.
atlas.exportBuckets.create({ groupId, bucket: azure, version: '2023-01-01' })
// @ts-expect-error A client of that version supports AWS only.
pinnedClient.exportBuckets.create({ groupId, bucket: gcp })

// An update returns an AWS bucket, from 2024-05-30 on.
const change = { ...ids, requirePrivateNetworking: true }
const updateCall = atlas.exportBuckets.update(change)
expectTypeOf(updateCall).resolves.toEqualTypeOf<AwsExportBucket>()
atlas.exportBuckets.update({ ...change, version: '2024-05-30' })
pinnedClient.exportBuckets.update({ ...change, version: '2025-03-12' })
// @ts-expect-error
atlas.exportBuckets.update({ ...change, version: '2023-01-01' })
// @ts-expect-error The client's version has no update.
pinnedClient.exportBuckets.update(change)
// @ts-expect-error The change is missing.
atlas.exportBuckets.update(ids)

// A delete returns nothing, at any date.
expectTypeOf(atlas.exportBuckets.delete(ids)).resolves.toEqualTypeOf<void>()
expectTypeOf(pinnedClient.exportBuckets.delete({ ...ids, ignoreMissing: true })).resolves.toBeVoid()

// Clusters, roles, snapshots and jobs have the same type at any date, and their ids are plain strings in an input.
const clusterIds = { groupId, clusterName: 'Cluster0' }
for await (const item of pinnedClient.clusters.list({ groupId })) {
  expectTypeOf(item).toEqualTypeOf<Cluster>()
}
const roles = atlas.cloudProviderAccess
expectTypeOf(roles.list({ groupId })).resolves.toEqualTypeOf<CloudProviderAccessRoles>()
const role = await roles.get({ groupId, roleId })
if (role.providerName === 'AZURE') expectTypeOf(role).toEqualTypeOf<AzureAccessRole>()
// @ts-expect-error An Azure role has `_id`.
role.roleId
expectTypeOf(accessRoleId(role)).toEqualTypeOf<RoleId>()
roles.create({ groupId, role: { providerName: 'GCP' } })
const iamAssumedRoleArn = 'arn:aws:iam::123456789012:role/export'
roles.authorize({ groupId, roleId, role: { providerName: 'AWS', iamAssumedRoleArn } })
// @ts-expect-error The ARN is missing.
roles.authorize({ groupId, roleId, role: { providerName: 'AWS' } })
// @ts-expect-error The provider does not exist.
roles.deauthorize({ groupId, roleId, cloudProvider: 'OVH' })
expectTypeOf(
  roles.deauthorize({ groupId, roleId, cloudProvider: 'AWS', ignoreMissing: true }),
).resolves.toBeVoid()

const snapshotIds = { ...clusterIds, snapshotId: roleId }
expectTypeOf(atlas.snapshots.get(snapshotIds)).resolves.toEqualTypeOf<Snapshot>()
expectTypeOf(
  atlas.snapshots.getSharded(snapshotIds),
).resolves.toEqualTypeOf<ShardedClusterSnapshot>()
expectTypeOf(atlas.snapshots.take(clusterIds)).toEqualTypeOf<AtlasPromise<Snapshot>>()
expectTypeOf(atlas.snapshots.list(clusterIds).all()).resolves.toEqualTypeOf<ReplicaSetSnapshot[]>()
const newestCall = atlas.snapshots.newest({ ...clusterIds, frequencyType: 'daily' })
expectTypeOf(newestCall).resolves.toEqualTypeOf<Snapshot | undefined>()
// @ts-expect-error The frequency does not exist.
atlas.snapshots.newest({ ...clusterIds, frequencyType: 'sometimes' })
expectTypeOf(
  atlas.snapshots.waitFor({ ...snapshotIds, type: 'shardedCluster' }),
).resolves.toEqualTypeOf<Snapshot>()

const job = { exportBucketId: roleId, snapshotId: roleId }
expectTypeOf(atlas.exportJobs.create({ ...clusterIds, job })).resolves.toEqualTypeOf<ExportJob>()
// @ts-expect-error The snapshot is missing.
atlas.exportJobs.create({ ...clusterIds, job: { exportBucketId: roleId } })
const exportJobIds = { ...clusterIds, exportId: roleId }
expectTypeOf(atlas.exportJobs.watch(exportJobIds)).toEqualTypeOf<AsyncIterable<ExportJob>>()
expectTypeOf(atlas.exportJobs.waitFor(exportJobIds)).resolves.toEqualTypeOf<ExportJob>()
atlas.exportJobs.watch({ ...exportJobIds, ...maybeOptions, interval: undefined })
// @ts-expect-error The id of the job is missing.
atlas.exportJobs.watch(clusterIds)

// A schedule has the type of its version.
type OldSchedule = ResponseBody<'getGroupClusterBackupSchedule', '2023-01-01'>
expectTypeOf<OldSchedule>().not.toEqualTypeOf<BackupSchedule>()
const schedules = atlas.backupSchedule
expectTypeOf(schedules.get(clusterIds)).resolves.toEqualTypeOf<BackupSchedule>()
expectTypeOf(
  schedules.get({ ...clusterIds, version: '2024-05-30' }),
).resolves.toEqualTypeOf<OldSchedule>()
expectTypeOf(pinnedClient.backupSchedule.delete(clusterIds)).resolves.toEqualTypeOf<OldSchedule>()
const schedule = { autoExportEnabled: true, export: { exportBucketId: roleId } }
expectTypeOf(schedules.update({ ...clusterIds, schedule })).resolves.toEqualTypeOf<BackupSchedule>()
// @ts-expect-error The zone of a copy is required from 2024-08-05 on.
schedules.update({ ...clusterIds, schedule: { copySettings: [{}] } })
schedules.update({ ...clusterIds, schedule: { copySettings: [{}] }, version: '2023-01-01' })
const [use] = await schedules.listUses(ids)
expectTypeOf(use).toEqualTypeOf<BackupSchedule | OldSchedule | undefined>()
if (use !== undefined)
  expectTypeOf(unusedExportFrequency(use)).toEqualTypeOf<AutoExportFrequency | undefined>()

// A call that makes Atlas assume a role can be retried.
atlas.exportBuckets.create({ groupId, bucket: aws, retryAssumeRole: true })
atlas.exportBuckets.create({
  groupId,
  bucket: aws,
  retryAssumeRole: {
    timeout: 1000,
    onRetry: ({ error: { errorCode }, delay }) => {
      expectTypeOf(errorCode).toEqualTypeOf<ErrorCode | undefined>()
      expectTypeOf(delay).toEqualTypeOf<number>()
    },
  },
})
// @ts-expect-error The option does not exist.
atlas.exportBuckets.create({ groupId, bucket: aws, retryAssumeRole: { limit: 1 } })

// Both strategies are assignable to AuthStrategy, and `auth` is required.
expectTypeOf(auth).toExtend<AuthStrategy>()
expectTypeOf(apiKey).returns.toEqualTypeOf<AuthStrategy>()
// @ts-expect-error
createClient({})

// `isClientError` narrows a caught value, and its code narrows further.
declare const caught: unknown
if (isClientError(caught)) expectTypeOf(caught).toEqualTypeOf<ClientError>()
declare const error: ClientError
if (error.code === 'ATLAS_API_ERROR') expectTypeOf(error).toEqualTypeOf<AtlasApiError>()
if (error.code === 'EXPORT_JOB_ERROR') expectTypeOf(error.job).toEqualTypeOf<ExportJob>()
if (error.code === 'SNAPSHOT_ERROR') expectTypeOf(error.snapshot).toEqualTypeOf<Snapshot>()

// An errorCode may be any string, and editors complete the known codes.
expectTypeOf<AtlasApiError['errorCode']>().toEqualTypeOf<ErrorCode | undefined>()
expectTypeOf<ErrorCode>().not.toEqualTypeOf<string>()
expectTypeOf<Extract<ErrorCode, KnownErrorCode>>().toEqualTypeOf<KnownErrorCode>()
expectTypeOf<'GROUP_NOT_FOUND'>().toExtend<KnownErrorCode>()
expectTypeOf<string>().toExtend<ErrorCode>()
expectTypeOf<ErrorCode>().toExtend<string>()
declare const apiError: AtlasApiError
apiError.errorCode === 'EXPORT_BUCKET_NOT_FOUND'
apiError.errorCode === 'A_CODE_THAT_ATLAS_ADDED'
const isKnown = (code: KnownErrorCode) => apiError.errorCode === code
isKnown('CANNOT_ASSUME_ROLE')
// @ts-expect-error The code does not exist.
isKnown('GROUP_NOT_FUOND')
// The catalogue's name for a 401 without a code is not an errorCode.
expectTypeOf<'UNAUTHORIZED'>().not.toExtend<KnownErrorCode>()
expectTypeOf<ClientErrorCode>().toEqualTypeOf<
  | 'ATLAS_API_ERROR'
  | 'EXPORT_JOB_ERROR'
  | 'INVALID_VALUE'
  | 'NETWORK_ERROR'
  | 'OTHER_ORIGIN'
  | 'REDIRECT'
  | 'SNAPSHOT_ERROR'
  | 'TIMEOUT'
  | 'TOKEN_ERROR'
  | 'UNEXPECTED_RESPONSE'
>()

// The bare methods of a client have the paths of this package's operations.
const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
const { data } = await atlas.GET(path, { params: { path: ids } })
expectTypeOf(data?.cloudProvider).toEqualTypeOf<CloudProvider | undefined>()
// @ts-expect-error
atlas.GET('/api/atlas/v2/elsewhere')

// A bare client is typed by the paths of the API and has no `version`.
const bareClient = createBareClient({ auth })
const result = await bareClient.GET(path, { params: { path: ids } })
expectTypeOf(result.data?.bucketName).toEqualTypeOf<string | undefined>()
// @ts-expect-error Both ids are required.
bareClient.GET(path, { params: { path: { groupId } } })
// @ts-expect-error The path does not exist.
bareClient.GET('/api/atlas/v2/groups')
// @ts-expect-error The version is requested by each call.
createBareClient({ auth, version: '2024-05-30' })
// @ts-expect-error
bareClient.exportBuckets

// Without a type argument, a bare client has this package's operations.
expectTypeOf(bareClient).toEqualTypeOf<BareClient<paths>>()
expectTypeOf<BareClient>().toEqualTypeOf<BareClient<paths>>()

// With the paths of other resources, it has only those: their parameters and responses, for each `parseAs`.
const clusters = createBareClient<clusterPaths>({ auth })
expectTypeOf(clusters).toEqualTypeOf<BareClient<clusterPaths>>()
const clusterPath = '/api/atlas/v2/groups/{groupId}/clusters/{clusterName}'
const headers = { Accept: 'application/vnd.atlas.2024-08-05+json' }
const cluster = await clusters.GET(clusterPath, {
  params: { path: { groupId, clusterName: 'Cluster0' }, query: { pretty: true } },
  headers,
})
expectTypeOf(cluster.data).toEqualTypeOf<
  components['schemas']['ClusterDescription20240805'] | undefined
>()
expectTypeOf(cluster.error).toEqualTypeOf<components['schemas']['ApiError'] | undefined>()
if (cluster.error === undefined) expectTypeOf(cluster.data.name).toEqualTypeOf<string | undefined>()
const log = await clusters.GET(
  '/api/atlas/v2/groups/{groupId}/clusters/{hostName}/logs/{logName}.gz',
  { params: { path: { groupId, hostName: 'h', logName: 'mongodb' } }, parseAs: 'arrayBuffer' },
)
expectTypeOf(log.data).toEqualTypeOf<ArrayBuffer | undefined>()
// @ts-expect-error The name of the cluster is missing.
clusters.GET(clusterPath, { params: { path: { groupId } } })
// @ts-expect-error The query parameter does not exist.
clusters.GET(clusterPath, { params: { path: { groupId, clusterName: 'a' }, query: { page: 1 } } })
// @ts-expect-error A cluster has no POST.
clusters.POST(clusterPath, { params: { path: { groupId, clusterName: 'a' } } })
// @ts-expect-error These paths do not have export buckets.
clusters.GET(path, { params: { path: ids } })
// @ts-expect-error Paths are an object.
createBareClient<string>({ auth })
