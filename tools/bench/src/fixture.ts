import {
  AccessToken,
  ExportBucket,
  GroupId,
  operationPath,
  operations,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'

/** The project of every request. */
export const groupId: GroupId = GroupId.parse('32b6e34b3d91647abb20e7b8')

/** The `Accept` of every request: the resource version of the operations, because Prism supports no other. */
export const accept: string = vendorMediaType('2024-05-30')

const toHex = (n: number, length: number) => n.toString(16).padStart(length, '0')

/** The buckets of the project. Their keys are in the order of a response. */
export const buckets: readonly ExportBucket[] = Array.from({ length: 1000 }, (_, n) =>
  ExportBucket.parse({
    _id: toHex(n + 1, 24),
    bucketName: `examplecontainer${n}`,
    cloudProvider: 'AZURE',
    roleId: '32b6e34b3d91647abb20e7b8',
    serviceUrl: `https://examplestorageaccount.blob.core.windows.net/examplecontainer${n}`,
    tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  }),
)

/** The credentials of a service account and of an API key. */
export interface Caller {
  readonly clientId: string
  readonly clientSecret: string
  readonly publicKey: string
  readonly privateKey: string
}

/** The callers of the project. */
export const callers: readonly Caller[] = Array.from({ length: 100 }, (_, n) => ({
  clientId: `mdb_sa_id_${toHex(n, 24)}`,
  clientSecret: `mdb_sa_sk_${toHex(n, 40)}`,
  publicKey: `bench${toHex(n, 3)}`,
  privateKey: `00000000-0000-4000-8000-${toHex(n, 12)}`,
}))

/** The number of buckets on a page. */
export const itemsPerPage = 20

/** The path of the list. */
export const listPath: string = operationPath(operations.listGroupBackupExportBuckets, { groupId })

/** Returns the path of a bucket. */
export function bucketPath(exportBucketId: string): string {
  return operationPath(operations.getGroupBackupExportBucket, { groupId, exportBucketId })
}

/** Returns an access token of a service account. */
export async function fetchToken(origin: string, caller: Caller): Promise<string> {
  const response = await fetch(origin + tokenPath, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${caller.clientId}:${caller.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return AccessToken.parse(await response.json()).access_token
}
