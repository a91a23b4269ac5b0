import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { ExportBucket, GroupId } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import { realm } from '../realm.ts'
import { secretHash } from '../secrets.ts'
import type { Store } from '../store/store.ts'
import type { Credentials } from './credentials-file.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const hexId = () => randomBytes(12).toString('hex')
const publicKey = () => Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')

/** One bucket of each provider. */
function sampleBuckets() {
  const [aws, azure, gcp] = [hexId(), hexId(), hexId()]
  return {
    EXPORT_BUCKET_ID_AWS: {
      _id: aws,
      bucketName: 'example-export-bucket',
      cloudProvider: 'AWS',
      iamRoleId: hexId(),
      region: 'us-east-1',
      requirePrivateNetworking: false,
    },
    EXPORT_BUCKET_ID_AZURE: {
      _id: azure,
      bucketName: 'examplecontainer',
      cloudProvider: 'AZURE',
      roleId: hexId(),
      serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
      tenantId: randomUUID(),
    },
    EXPORT_BUCKET_ID_GCP: {
      _id: gcp,
      bucketName: 'example-export-bucket',
      cloudProvider: 'GCP',
      roleId: hexId(),
    },
  }
}

/** Puts a project with three buckets into the store, and an owner of it for each way to authenticate; all random. */
export async function seedSample(store: Store): Promise<Credentials> {
  const groupId = GroupId.parse(hexId())
  const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
  const clientId = `mdb_sa_id_${hexId()}`
  const clientSecret = `mdb_sa_sk_${randomBytes(30).toString('base64url')}`
  const key = { username: publicKey(), realm, password: randomUUID() }
  await store.saveServiceAccount({ clientId, secretHash: secretHash(clientSecret), grants })
  await store.saveApiKey({
    publicKey: key.username,
    ha1: ha1(key),
    grants,
  })
  const buckets = sampleBuckets()
  for (const bucket of Object.values(buckets)) {
    await store.saveExportBucket(groupId, ExportBucket.parse(bucket))
  }
  return {
    MONGODB_ATLAS_CLIENT_ID: clientId,
    MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
    MONGODB_ATLAS_PUBLIC_API_KEY: key.username,
    MONGODB_ATLAS_PRIVATE_API_KEY: key.password,
    MONGODB_ATLAS_PROJECT_ID: groupId,
    EXPORT_BUCKET_ID_AWS: buckets.EXPORT_BUCKET_ID_AWS._id,
    EXPORT_BUCKET_ID_AZURE: buckets.EXPORT_BUCKET_ID_AZURE._id,
    EXPORT_BUCKET_ID_GCP: buckets.EXPORT_BUCKET_ID_GCP._id,
  }
}

/** Whether the store still holds what the credentials were made for. */
export async function storeHolds(store: Store, credentials: Credentials): Promise<boolean> {
  const account = await store.serviceAccount(credentials.MONGODB_ATLAS_CLIENT_ID)
  const key = await store.apiKey(credentials.MONGODB_ATLAS_PUBLIC_API_KEY)
  return (
    account?.secretHash === secretHash(credentials.MONGODB_ATLAS_CLIENT_SECRET) && key !== undefined
  )
}
