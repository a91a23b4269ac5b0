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
  apiKey,
  type BareClient,
  type ClientError,
  type ClientErrorCode,
  type ClientOptions,
  createBareClient,
  createClient,
  type ErrorCode,
  isClientError,
  type KnownErrorCode,
  type ListExportBucketsPage,
  type NewestApiVersion,
  serviceAccount,
  type WithResponse,
} from '../src/index.ts'
import type { paths as clusterPaths, components } from './fakes/cluster-paths.ts'

const auth = serviceAccount({ clientId: 'id', clientSecret: 'secret' })
const ids = { groupId: '32b6e34b3d91647abb20e7b8', exportBucketId: '64f1a2b3c4d5e6f708192a3b' }
const { groupId } = ids
const atlas = createClient({ auth })

type AnyBucket = ResponseBody<'getGroupBackupExportBucket'>

// Without a version, a client is one of the newest date and not of any date: what that date adds is there without a word.
expectTypeOf(atlas).toEqualTypeOf<AtlasClient<NewestApiVersion>>()
expectTypeOf(atlas).not.toEqualTypeOf<AtlasClient<ApiVersion>>()
expectTypeOf<AtlasClient>().toEqualTypeOf<AtlasClient<NewestApiVersion>>()
expectTypeOf<ClientOptions['version']>().toEqualTypeOf<NewestApiVersion | undefined>()
expectTypeOf(createClient({ auth, version: '2023-01-01' })).toEqualTypeOf<
  AtlasClient<'2023-01-01'>
>()
declare const anyVersion: ApiVersion
expectTypeOf(createClient({ auth, version: anyVersion })).toEqualTypeOf<AtlasClient<ApiVersion>>()

// Without a version, a bucket is of any provider, and `cloudProvider` narrows it.
const bucket = await atlas.exportBuckets.get(ids)
expectTypeOf(bucket).toEqualTypeOf<AnyBucket>()
if (bucket.cloudProvider === 'AZURE') {
  expectTypeOf(bucket).toEqualTypeOf<AzureExportBucket>()
  expectTypeOf(bucket.serviceUrl).toEqualTypeOf<string>()
}
if (bucket.cloudProvider === 'GCP') expectTypeOf(bucket).toEqualTypeOf<GcpExportBucket>()
// @ts-expect-error An AWS bucket has no serviceUrl.
bucket.serviceUrl

// The version of the call decides the type, and wins over the client's.
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

// Each method's promise has the response, too, with the types of what the method answers.
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

// What is undefined is as good as left out.
declare const maybeOptions: { signal: AbortSignal | undefined; timeout: number | undefined }
atlas.exportBuckets.get({ ...ids, ...maybeOptions, version: undefined })
createClient({ auth, baseUrl: undefined, fetch: undefined, retry: { limit: undefined } })

// A date that the API does not have does not compile.
// @ts-expect-error
atlas.exportBuckets.get({ ...ids, version: '2024-01-01' })
// @ts-expect-error
createClient({ auth, version: '2024-01-01' })
// @ts-expect-error Both ids are needed.
atlas.exportBuckets.get({ groupId: ids.groupId })

// A list is of the buckets of its version, and so are its pages.
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

// What is created has the fields of its provider, all that it needs and no others.
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
// @ts-expect-error There is no such provider.
atlas.exportBuckets.create({ groupId, bucket: { ...aws, cloudProvider: 'OVH' } })
// @ts-expect-error 2023-01-01 knows AWS alone.
atlas.exportBuckets.create({ groupId, bucket: azure, version: '2023-01-01' })
// @ts-expect-error So does a client of that version.
pinnedClient.exportBuckets.create({ groupId, bucket: gcp })

// An update answers an AWS bucket, from 2024-05-30 on.
const change = { ...ids, requirePrivateNetworking: true }
const updateCall = atlas.exportBuckets.update(change)
expectTypeOf(updateCall).resolves.toEqualTypeOf<AwsExportBucket>()
atlas.exportBuckets.update({ ...change, version: '2024-05-30' })
pinnedClient.exportBuckets.update({ ...change, version: '2025-03-12' })
// @ts-expect-error
atlas.exportBuckets.update({ ...change, version: '2023-01-01' })
// @ts-expect-error The client's version has no update.
pinnedClient.exportBuckets.update(change)
// @ts-expect-error There is nothing to change.
atlas.exportBuckets.update(ids)

// A deletion answers nothing, at any date.
expectTypeOf(atlas.exportBuckets.delete(ids)).resolves.toEqualTypeOf<void>()
expectTypeOf(pinnedClient.exportBuckets.delete({ ...ids, ignoreMissing: true })).resolves.toBeVoid()

// Both strategies are strategies, and `auth` is not optional.
expectTypeOf(auth).toExtend<AuthStrategy>()
expectTypeOf(apiKey).returns.toEqualTypeOf<AuthStrategy>()
// @ts-expect-error
createClient({})

// What was caught is an error of the client or is not, and its code narrows.
declare const caught: unknown
if (isClientError(caught)) expectTypeOf(caught).toEqualTypeOf<ClientError>()
declare const error: ClientError
if (error.code === 'ATLAS_API_ERROR') expectTypeOf(error).toEqualTypeOf<AtlasApiError>()

// An errorCode completes to the known codes, which a plain string would swallow, and may be any other one.
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
// @ts-expect-error There is no such code.
isKnown('GROUP_NOT_FUOND')
// The code of a 401 for wrong credentials is `undefined`, and not the name that the catalogue has for it.
expectTypeOf<'UNAUTHORIZED'>().not.toExtend<KnownErrorCode>()
expectTypeOf<ClientErrorCode>().toEqualTypeOf<
  | 'ATLAS_API_ERROR'
  | 'INVALID_VALUE'
  | 'NETWORK_ERROR'
  | 'OTHER_ORIGIN'
  | 'REDIRECT'
  | 'TIMEOUT'
  | 'TOKEN_ERROR'
  | 'UNEXPECTED_RESPONSE'
>()

// The bare client knows the same paths.
const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
const { data } = await atlas.GET(path, { params: { path: ids } })
expectTypeOf(data?.cloudProvider).toEqualTypeOf<CloudProvider | undefined>()
// @ts-expect-error
atlas.GET('/api/atlas/v2/elsewhere')

// A bare client knows the paths of the API and what they answer, and takes no version of its own.
const bareClient = createBareClient({ auth })
const result = await bareClient.GET(path, { params: { path: ids } })
expectTypeOf(result.data?.bucketName).toEqualTypeOf<string | undefined>()
// @ts-expect-error Both ids are needed.
bareClient.GET(path, { params: { path: { groupId } } })
// @ts-expect-error There is no such path.
bareClient.GET('/api/atlas/v2/groups')
// @ts-expect-error A version is asked for by each call.
createBareClient({ auth, version: '2024-05-30' })
// @ts-expect-error
bareClient.exportBuckets

// Without a type, it is one of this package's operations.
expectTypeOf(bareClient).toEqualTypeOf<BareClient<paths>>()
expectTypeOf<BareClient>().toEqualTypeOf<BareClient<paths>>()

// With the paths of other resources, it knows those alone: their parameters, what they answer and how that can be read.
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
// @ts-expect-error There is no such query parameter.
clusters.GET(clusterPath, { params: { path: { groupId, clusterName: 'a' }, query: { page: 1 } } })
// @ts-expect-error A cluster has no POST.
clusters.POST(clusterPath, { params: { path: { groupId, clusterName: 'a' } } })
// @ts-expect-error These paths do not have export buckets.
clusters.GET(path, { params: { path: ids } })
// @ts-expect-error Paths are an object.
createBareClient<string>({ auth })
