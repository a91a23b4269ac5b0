import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { apiKey, createClient, serviceAccount } from '@export-buckets/client'
import { type ExportBucket, operationPath, operations } from '@export-buckets/core'
import { expect } from 'vitest'
import { clientSecret, groupId, privateKey } from './create-test-app.ts'

/** The credentials for a server and the ids that they may read. */
export interface ProviderCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly publicKey: string
  readonly privateKey: string
  readonly groupId: string
  readonly exportBucketId: string
}

/** Returns the credentials of the owner in a store filled by `seedStore`. */
export const ownerCredentials = (exportBucketId: string): ProviderCredentials => ({
  clientId: 'owner',
  clientSecret,
  publicKey: 'owner',
  privateKey,
  groupId,
  exportBucketId,
})

/** Returns the sample credentials of a server that runs in a folder, from its `credentials.env`. */
export function readSample(folder: string): ProviderCredentials {
  const env = parseEnv(readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'))
  const read = (name: string) => env[name] ?? ''
  return {
    clientId: read('MONGODB_ATLAS_CLIENT_ID'),
    clientSecret: read('MONGODB_ATLAS_CLIENT_SECRET'),
    publicKey: read('MONGODB_ATLAS_PUBLIC_API_KEY'),
    privateKey: read('MONGODB_ATLAS_PRIVATE_API_KEY'),
    groupId: read('MONGODB_ATLAS_PROJECT_ID'),
    exportBucketId: read('EXPORT_BUCKET_ID_AZURE'),
  }
}

type ProviderResponse = Pick<Response, 'status' | 'headers'>

/**
 * Reads a bucket with this project's client, with an access token and with Digest. Expects a 401 and 404s for invalid
 * requests.
 */
export async function expectProvider(
  baseUrl: string,
  credentials: ProviderCredentials,
): Promise<ExportBucket> {
  const { clientId, clientSecret, publicKey, privateKey, groupId, exportBucketId } = credentials
  const account = createClient({ baseUrl, auth: serviceAccount({ clientId, clientSecret }) })
  const key = createClient({ baseUrl, auth: apiKey({ publicKey, privateKey }) })
  const bucket = await account.exportBuckets.get({ groupId, exportBucketId })
  expect(await key.exportBuckets.get({ groupId, exportBucketId })).toEqual(bucket)
  expect(bucket).toMatchObject({ _id: exportBucketId })

  const missingBucket = { groupId, exportBucketId: '0'.repeat(24) }
  await expect(account.exportBuckets.get(missingBucket)).rejects.toMatchObject({ status: 404 })
  const path = operationPath(operations.getGroupBackupExportBucket, { groupId, exportBucketId })
  const unauthenticated: ProviderResponse = await fetch(baseUrl + path)
  expect(unauthenticated.status).toBe(401)
  expect(unauthenticated.headers.get('WWW-Authenticate')).toMatch(/^Digest /)
  expect((await fetch(`${baseUrl}/nowhere`)).status).toBe(404)
  return bucket
}
