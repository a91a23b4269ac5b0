import {
  ExportBucket,
  GroupId,
  operationPath,
  operations,
  vendorMediaType,
} from '@export-buckets/core'

/** The project that is asked for. */
export const groupId: GroupId = GroupId.parse('32b6e34b3d91647abb20e7b8')

/** The caller: by service account and by API key. It is known to the servers that are measured, and to nobody else. */
export const caller = {
  clientId: 'mdb_sa_id_bench',
  clientSecret: 'mdb_sa_sk_bench',
  publicKey: 'benchkey',
  privateKey: '00000000-0000-4000-8000-000000000000',
} as const

/** What is asked for: the newest version by its own name, because Prism knows no other. */
export const accept: string = vendorMediaType('2024-05-30')

function bucketOf(n: number): ExportBucket {
  return ExportBucket.parse({
    _id: n.toString(16).padStart(24, '0'),
    bucketName: `examplecontainer${n}`,
    cloudProvider: 'AZURE',
    roleId: '32b6e34b3d91647abb20e7b8',
    serviceUrl: `https://examplestorageaccount.blob.core.windows.net/examplecontainer${n}`,
    tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  })
}

/** The buckets of the project, their keys in the order of the answer. */
export const buckets: readonly [ExportBucket, ...ExportBucket[]] = [
  bucketOf(1),
  ...Array.from({ length: 19 }, (_, n) => bucketOf(n + 2)),
]

/** The path of the list. */
export const listPath: string = operationPath(operations.listGroupBackupExportBuckets, { groupId })

/** The path of a bucket. */
export function pathOf(exportBucketId: string): string {
  return operationPath(operations.getGroupBackupExportBucket, { groupId, exportBucketId })
}

/** The path of the first bucket. */
export const getPath: string = pathOf(buckets[0]._id)
