import {
  type CloudProvider,
  type ExportBucket,
  ExportBucket as ExportBucketShape,
  findObjectSchema,
  newestApiVersion,
  responseSchema,
  type Schema,
} from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { exportBucketIds, roleId } from '../ids.ts'
import type { Example } from './example.ts'

/** The Azure tenant of the examples. */
export const tenantId = '4297fc77-1592-4de8-a6d5-a8c32401df87'

const examples = {
  AWS: {
    _id: exportBucketIds.AWS,
    bucketName: 'export-bucket',
    cloudProvider: 'AWS',
    iamRoleId: roleId,
    region: 'us-east-1',
    requirePrivateNetworking: false,
  },
  AZURE: {
    _id: exportBucketIds.AZURE,
    bucketName: 'examplecontainer',
    cloudProvider: 'AZURE',
    roleId,
    serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
    tenantId,
  },
  GCP: {
    _id: exportBucketIds.GCP,
    bucketName: 'export-bucket',
    cloudProvider: 'GCP',
    roleId,
  },
} satisfies Record<CloudProvider, unknown>

/** Returns a value for a field that a newer version has added. */
function exampleValue(schema: Schema): unknown {
  if (schema.type === 'string') return schema.enum?.[0] ?? (schema.pattern ? roleId : 'example')
  if (schema.type === 'integer') return schema.minimum ?? 1
  return schema.type === 'boolean' ? true : undefined
}

/** Returns the fields of a provider's bucket in the newest version, without the optional `links`. */
function newestFields(provider: CloudProvider): [string, Schema][] {
  const newestSchema = responseSchema('getGroupBackupExportBucket', newestApiVersion)
  const schema = newestSchema && findObjectSchema(newestSchema, { cloudProvider: provider })
  return Object.entries(schema?.properties ?? {}).filter(([name]) => name !== 'links')
}

/** Returns the bucket that the provider states create. It has every field of the newest version. */
export function exampleBucket(provider: CloudProvider): ExportBucket {
  const example: Readonly<Record<string, unknown>> = examples[provider]
  const fields = newestFields(provider).map(([name, schema]) => [
    name,
    example[name] ?? exampleValue(schema),
  ])
  return ExportBucketShape.parse(Object.fromEntries(fields))
}

/** Returns the bucket as a get returns it. */
export const readBucket = (provider: CloudProvider): Example => ({
  body: { ...exampleBucket(provider) },
})

/** Returns the bucket as a creation and a list return it. Recorded: it has no `region` there. */
export function listedBucket(provider: CloudProvider): Example {
  const { region: _, ...body }: JsonObject = { ...exampleBucket(provider) }
  return { body }
}

const exampleRequests: Readonly<Record<CloudProvider, JsonObject>> = {
  AWS: { bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: roleId },
  AZURE: { cloudProvider: 'AZURE', roleId, serviceUrl: examples.AZURE.serviceUrl },
  GCP: { bucketName: 'export-bucket', cloudProvider: 'GCP', roleId },
}

/** Returns the request body that creates a provider's bucket. */
export function exampleRequest(provider: CloudProvider): JsonObject {
  return exampleRequests[provider]
}
