import {
  type CloudProvider,
  type ExportBucket,
  ExportBucketId,
  ExportBucket as ExportBucketShape,
  findObjectSchema,
  GroupId,
  newestApiVersion,
  responseSchema,
  type Schema,
} from '@export-buckets/core'
import type { JsonObject } from './cell.ts'

/** The project of every interaction. */
export const groupId: GroupId = GroupId.parse('5cf3a1b0c2d4e5f601234567')
/** A project that does not exist. */
export const unknownGroupId: GroupId = GroupId.parse('111111111111111111111111')
/** A bucket that does not exist. */
export const unknownBucketId: ExportBucketId = ExportBucketId.parse('222222222222222222222222')

const roleId = '32b6e34b3d91647abb20e7b8'

const examples = {
  AWS: {
    _id: 'a00000000000000000000001',
    bucketName: 'export-bucket',
    cloudProvider: 'AWS',
    iamRoleId: roleId,
    region: 'us-east-1',
    requirePrivateNetworking: false,
  },
  AZURE: {
    _id: 'a00000000000000000000002',
    bucketName: 'examplecontainer',
    cloudProvider: 'AZURE',
    roleId,
    serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
    tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  },
  GCP: {
    _id: 'a00000000000000000000003',
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

/**
 * Returns the bucket that the provider states create. It has every field of the newest version, so that an older
 * version fails when it returns a field that it does not know.
 */
export function exampleBucket(provider: CloudProvider): ExportBucket {
  const example: Readonly<Record<string, unknown>> = examples[provider]
  const fields = newestFields(provider).map(([name, schema]) => [
    name,
    example[name] ?? exampleValue(schema),
  ])
  return ExportBucketShape.parse(Object.fromEntries(fields))
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
