import type { components } from './openapi.gen.ts'
import { createSchemaValidator } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import type { Validator } from './validator.ts'

type Schemas = components['schemas']

/** An AWS S3 bucket, in versions 2023-01-01 and 2024-05-30. */
export type AwsExportBucket = Schemas['DiskBackupSnapshotAWSExportBucketResponse']

/** An Azure Blob Storage container, in version 2024-05-30. */
export type AzureExportBucket = Schemas['DiskBackupSnapshotAzureExportBucketResponse']

/** A Google Cloud Storage bucket, in version 2024-05-30. */
export type GcpExportBucket = Schemas['DiskBackupSnapshotGCPExportBucketResponse']

/** An export bucket in version 2024-05-30; `cloudProvider` discriminates the union. */
export type ExportBucket = AwsExportBucket | AzureExportBucket | GcpExportBucket

/** The cloud provider of a bucket: `AWS`, `AZURE` or `GCP`. */
export type CloudProvider = ExportBucket['cloudProvider']

/** A link in a response, for example to the resource itself. */
export type Link = Schemas['Link']

/** Validates export buckets of version 2024-05-30. */
export const ExportBucket: Validator<ExportBucket> = /* @__PURE__ */ createSchemaValidator(
  'ExportBucket',
  schemas.DiskBackupSnapshotExportBucketResponse,
)

/** Validates AWS buckets, the only ones in version 2023-01-01. */
export const AwsExportBucket: Validator<AwsExportBucket> = /* @__PURE__ */ createSchemaValidator(
  'AwsExportBucket',
  schemas.DiskBackupSnapshotAWSExportBucketResponse,
)

/**
 * A tuple of all members of a union, in any order. An array that lacks a member does not compile.
 *
 * @internal
 */
export type ExhaustiveTuple<Union, Member = Union> = [Union] extends [never]
  ? []
  : Member extends Union
    ? [Member, ...ExhaustiveTuple<Exclude<Union, Member>>]
    : never

/** Every {@link CloudProvider}. */
export const cloudProviders: readonly CloudProvider[] = [
  'AWS',
  'AZURE',
  'GCP',
] satisfies ExhaustiveTuple<CloudProvider>

/** A page of export buckets: `results`, links to this page and its neighbours, and `totalCount` unless `includeCount` is false. */
export type ExportBucketPage = Schemas['PaginatedBackupSnapshotExportBucketsView']
