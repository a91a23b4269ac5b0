import { expectTypeOf, test } from 'vitest'
import type { apiVersionDates } from '../src/api-versions.gen.ts'
import type { ExhaustiveTuple } from '../src/export-bucket.ts'
import {
  type AwsExportBucket,
  type AzureExportBucket,
  type CloudProvider,
  type CreateExportBucket,
  type ExportBucket,
  ExportBucketId,
  type GcpExportBucket,
  GroupId,
  type RequestBody,
  type ResolvedVersion,
  type ResponseBody,
  type RoleId,
} from '../src/index.ts'

type GetOperation = 'getGroupBackupExportBucket'
type CreateOperation = 'createGroupBackupExportBucket'
type NewestVersion = typeof apiVersionDates extends readonly [...unknown[], infer Last]
  ? Last
  : never

test('the API date decides the type of the response body', () => {
  expectTypeOf<ResolvedVersion<GetOperation, '2023-11-15'>>().toEqualTypeOf<'2023-01-01'>()
  expectTypeOf<ResponseBody<GetOperation, '2023-11-15'>>().toEqualTypeOf<AwsExportBucket>()
  expectTypeOf<ResponseBody<GetOperation, '2025-03-12'>>().toEqualTypeOf<ExportBucket>()
})

test('ExportBucket and CreateExportBucket are the types of the newest API date (else update export-bucket.ts and requests.ts)', () => {
  expectTypeOf<ResponseBody<GetOperation, NewestVersion>>().toEqualTypeOf<ExportBucket>()
  expectTypeOf<RequestBody<CreateOperation, NewestVersion>>().toEqualTypeOf<CreateExportBucket>()
})

test('cloudProvider narrows the type of a bucket', () => {
  const narrow = (bucket: ExportBucket) => {
    if (bucket.cloudProvider === 'AZURE') {
      expectTypeOf(bucket).toEqualTypeOf<AzureExportBucket>()
      expectTypeOf(bucket.serviceUrl).toEqualTypeOf<string>()
    } else if (bucket.cloudProvider === 'GCP') {
      expectTypeOf(bucket).toEqualTypeOf<GcpExportBucket>()
    } else {
      expectTypeOf(bucket.iamRoleId).toEqualTypeOf<RoleId>()
      expectTypeOf(bucket.region).toEqualTypeOf<string | undefined>()
    }
  }
  expectTypeOf(narrow).parameter(0).toEqualTypeOf<ReturnType<typeof ExportBucket.parse>>()
})

test('ids of different kinds are not assignable to each other', () => {
  expectTypeOf<GroupId>().not.toExtend<ExportBucketId>()
  expectTypeOf<GroupId>().toExtend<string>()
  expectTypeOf<string>().not.toExtend<GroupId>()
  expectTypeOf(GroupId.parse).returns.toEqualTypeOf<GroupId>()
  expectTypeOf(ExportBucketId.is).guards.toEqualTypeOf<ExportBucketId>()
})

test('an ExhaustiveTuple has every member of the union once', () => {
  expectTypeOf<['GCP', 'AWS', 'AZURE']>().toExtend<ExhaustiveTuple<CloudProvider>>()
  expectTypeOf<['AWS', 'AZURE']>().not.toExtend<ExhaustiveTuple<CloudProvider>>()
  expectTypeOf<['AWS', 'AZURE', 'AZURE']>().not.toExtend<ExhaustiveTuple<CloudProvider>>()
})
