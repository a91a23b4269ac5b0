import { type CloudProvider, ExportBucket } from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { examples } from '../examples.gen.ts'
import type { Example } from './example.ts'

const buckets: Readonly<Record<CloudProvider, JsonObject>> = {
  AWS: examples.AwsExportBucket,
  AZURE: examples.AzureExportBucket,
  GCP: examples.GcpExportBucket,
}

const optional = ['region', 'requirePrivateNetworking']

/** Returns the bucket that the provider states create. */
export const exampleBucket = (provider: CloudProvider): ExportBucket =>
  ExportBucket.parse(buckets[provider])

/** Returns the bucket as a get returns it. */
export const bucketFromGet = (provider: CloudProvider): Example => ({
  body: buckets[provider],
  optional,
})

/** Returns the bucket as a creation and a list return it. Recorded: it has no `region` there. */
export function bucketFromList(provider: CloudProvider): Example {
  const { region: _, ...body } = buckets[provider]
  return { body, optional }
}

const requests: Readonly<Record<CloudProvider, JsonObject>> = {
  AWS: examples.AwsExportBucketRequest,
  AZURE: examples.AzureExportBucketRequest,
  GCP: examples.GcpExportBucketRequest,
}

/** Returns the request body that creates a provider's bucket. */
export const exampleRequest = (provider: CloudProvider): JsonObject => requests[provider]
