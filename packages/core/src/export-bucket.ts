import type { ExhaustiveTuple } from './exhaustive-tuple.ts'
import type { components } from './openapi.gen.ts'
import { createSchemaValidator } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import type { Validator } from './validator.ts'

type Schemas = components['schemas']

/** An AWS S3 bucket, at 2023-01-01 and at 2024-05-30. */
export type AwsExportBucket = Schemas['DiskBackupSnapshotAWSExportBucketResponse']

/** An Azure Blob Storage container, at 2024-05-30. */
export type AzureExportBucket = Schemas['DiskBackupSnapshotAzureExportBucketResponse']

/** A Google Cloud Storage bucket, at 2024-05-30. */
export type GcpExportBucket = Schemas['DiskBackupSnapshotGCPExportBucketResponse']

/** An export bucket at 2024-05-30; `cloudProvider` tells which one. */
export type ExportBucket = AwsExportBucket | AzureExportBucket | GcpExportBucket

/** Where a bucket can be: `AWS`, `AZURE` or `GCP`. */
export type CloudProvider = ExportBucket['cloudProvider']

/** A link of a response, for example to itself. */
export type Link = Schemas['Link']

/** Validates export buckets as version 2024-05-30 answers them. */
export const ExportBucket: Validator<ExportBucket> = /* @__PURE__ */ createSchemaValidator(
  'ExportBucket',
  schemas.DiskBackupSnapshotExportBucketResponse,
)

/** Validates AWS buckets, the only ones that version 2023-01-01 knows. */
export const AwsExportBucket: Validator<AwsExportBucket> = /* @__PURE__ */ createSchemaValidator(
  'AwsExportBucket',
  schemas.DiskBackupSnapshotAWSExportBucketResponse,
)

/** Every {@link CloudProvider}. */
export const cloudProviders: readonly CloudProvider[] = [
  'AWS',
  'AZURE',
  'GCP',
] satisfies ExhaustiveTuple<CloudProvider>

/** A page of export buckets: `results`, links to itself and its neighbours, and, unless left out, how many there are in all. */
export type ExportBucketPage = Schemas['PaginatedBackupSnapshotExportBucketsView']
