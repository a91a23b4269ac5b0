import type {
  Answer,
  ApiVersion,
  AwsExportBucket,
  AzureExportBucket,
  CloudProvider,
  CreateExportBucket,
  ExportBucket,
  GcpExportBucket,
} from '@export-buckets/core'
import { expectTypeOf } from 'vitest'
import {
  type AtlasApiError,
  type AuthStrategy,
  apiKey,
  type ClientError,
  type ClientErrorCode,
  createBareClient,
  createClient,
  isClientError,
  serviceAccount,
} from '../src/index.ts'

const auth = serviceAccount({ clientId: 'id', clientSecret: 'secret' })
const ids = { groupId: '32b6e34b3d91647abb20e7b8', exportBucketId: '64f1a2b3c4d5e6f708192a3b' }
const { groupId } = ids
const atlas = createClient({ auth })

type AnyBucket = Answer<'getGroupBackupExportBucket'>

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
const old = atlas.exportBuckets.get({ ...ids, version: '2023-11-15' })
expectTypeOf(old).resolves.toEqualTypeOf<AwsExportBucket>()
const current = atlas.exportBuckets.get({ ...ids, version: '2024-08-05' })
expectTypeOf(current).resolves.toEqualTypeOf<ExportBucket>()
const pinned = createClient({ auth, version: '2023-01-01' })
expectTypeOf(pinned.exportBuckets.get(ids)).resolves.toEqualTypeOf<AwsExportBucket>()
const newer = pinned.exportBuckets.get({ ...ids, version: '2025-03-12' })
expectTypeOf(newer).resolves.toEqualTypeOf<ExportBucket>()
declare const some: ApiVersion
const any = atlas.exportBuckets.get({ ...ids, version: some })
expectTypeOf(any).resolves.toEqualTypeOf<AnyBucket>()

// What is undefined is as good as left out.
declare const maybe: { signal: AbortSignal | undefined; timeout: number | undefined }
atlas.exportBuckets.get({ ...ids, ...maybe, version: undefined })
createClient({ auth, baseUrl: undefined, fetch: undefined, retry: { limit: undefined } })

// A date that the API does not have does not compile.
// @ts-expect-error
atlas.exportBuckets.get({ ...ids, version: '2024-01-01' })
// @ts-expect-error
createClient({ auth, version: '2024-01-01' })
// @ts-expect-error Both ids are needed.
atlas.exportBuckets.get({ groupId: ids.groupId })

// A list is of the buckets of its version, and so are its pages.
for await (const each of atlas.exportBuckets.list({ groupId })) {
  expectTypeOf(each).toEqualTypeOf<ExportBucket>()
}
for await (const each of atlas.exportBuckets.list({ groupId, version: '2023-11-15' })) {
  expectTypeOf(each).toEqualTypeOf<AwsExportBucket>()
}
for await (const each of pinned.exportBuckets.list({ groupId })) {
  expectTypeOf(each).toEqualTypeOf<AwsExportBucket>()
}
const page = await atlas.exportBuckets.list({ groupId, version: '2025-03-12' }).page(2)
expectTypeOf(page.results).toEqualTypeOf<ExportBucket[]>()
expectTypeOf(page.totalCount).toEqualTypeOf<number | undefined>()
const oldPage = pinned.exportBuckets.list({ groupId }).page()
expectTypeOf((await oldPage).results).toEqualTypeOf<AwsExportBucket[]>()

// What is created has the fields of its provider, all that it needs and no others.
const roleId = ids.exportBucketId
const serviceUrl = 'https://account.blob.core.windows.net/container'
const aws = { bucketName: 'bucket', cloudProvider: 'AWS', iamRoleId: roleId } as const
const azure = { cloudProvider: 'AZURE', roleId, serviceUrl } as const
const gcp = { bucketName: 'bucket', cloudProvider: 'GCP', roleId } as const
const created = atlas.exportBuckets.create({ groupId, bucket: azure })
expectTypeOf(created).resolves.toEqualTypeOf<AnyBucket>()
const createdThen = atlas.exportBuckets.create({ groupId, bucket: aws, version: '2023-01-01' })
expectTypeOf(createdThen).resolves.toEqualTypeOf<AwsExportBucket>()
declare const anyBucket: CreateExportBucket
atlas.exportBuckets.create({ groupId, bucket: anyBucket })
pinned.exportBuckets.create({ groupId, bucket: gcp, version: '2024-05-30' })
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
pinned.exportBuckets.create({ groupId, bucket: gcp })

// An update answers an AWS bucket, from 2024-05-30 on.
const change = { ...ids, requirePrivateNetworking: true }
const updated = atlas.exportBuckets.update(change)
expectTypeOf(updated).resolves.toEqualTypeOf<AwsExportBucket>()
atlas.exportBuckets.update({ ...change, version: '2024-05-30' })
pinned.exportBuckets.update({ ...change, version: '2025-03-12' })
// @ts-expect-error
atlas.exportBuckets.update({ ...change, version: '2023-01-01' })
// @ts-expect-error The client's version has no update.
pinned.exportBuckets.update(change)
// @ts-expect-error There is nothing to change.
atlas.exportBuckets.update(ids)

// A deletion answers nothing, at any date.
expectTypeOf(atlas.exportBuckets.delete(ids)).resolves.toEqualTypeOf<void>()
expectTypeOf(pinned.exportBuckets.delete({ ...ids, ignoreMissing: true })).resolves.toBeVoid()

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
expectTypeOf<ClientErrorCode>().toEqualTypeOf<
  | 'ATLAS_API_ERROR'
  | 'INVALID_VALUE'
  | 'NETWORK_ERROR'
  | 'OTHER_ORIGIN'
  | 'REDIRECT'
  | 'TIMEOUT'
  | 'TOKEN_ERROR'
  | 'UNEXPECTED_SHAPE'
>()

// The bare client knows the same paths.
const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
const { data } = await atlas.GET(path, { params: { path: ids } })
expectTypeOf(data?.cloudProvider).toEqualTypeOf<CloudProvider | undefined>()
// @ts-expect-error
atlas.GET('/api/atlas/v2/elsewhere')

// A bare client knows the paths of the API and what they answer, and takes no version of its own.
const bare = createBareClient({ auth })
const got = await bare.GET(path, { params: { path: ids } })
expectTypeOf(got.data?.bucketName).toEqualTypeOf<string | undefined>()
// @ts-expect-error Both ids are needed.
bare.GET(path, { params: { path: { groupId } } })
// @ts-expect-error There is no such path.
bare.GET('/api/atlas/v2/groups')
// @ts-expect-error A version is asked for by each call.
createBareClient({ auth, version: '2024-05-30' })
// @ts-expect-error
bare.exportBuckets
