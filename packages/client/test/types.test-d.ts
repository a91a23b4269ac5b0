import type {
  ApiVersion,
  AwsExportBucket,
  AzureExportBucket,
  CloudProvider,
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
  createClient,
  serviceAccount,
} from '../src/index.ts'

const auth = serviceAccount({ clientId: 'id', clientSecret: 'secret' })
const ids = { groupId: '32b6e34b3d91647abb20e7b8', exportBucketId: '64f1a2b3c4d5e6f708192a3b' }
const atlas = createClient({ auth })

// Without a version, a bucket is of any provider, and `cloudProvider` narrows it.
const bucket = await atlas.exportBuckets.get(ids)
expectTypeOf(bucket).toEqualTypeOf<ExportBucket>()
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
expectTypeOf(any).resolves.toEqualTypeOf<ExportBucket>()

// A date that the API does not have does not compile.
// @ts-expect-error
atlas.exportBuckets.get({ ...ids, version: '2024-01-01' })
// @ts-expect-error
createClient({ auth, version: '2024-01-01' })
// @ts-expect-error Both ids are needed.
atlas.exportBuckets.get({ groupId: ids.groupId })

// Both strategies are strategies, and `auth` is not optional.
expectTypeOf(auth).toExtend<AuthStrategy>()
expectTypeOf(apiKey).returns.toEqualTypeOf<AuthStrategy>()
// @ts-expect-error
createClient({})

// The code narrows.
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
