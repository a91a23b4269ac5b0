import { randomBytes, randomUUID } from 'node:crypto'
import { bucketVariableName } from '@export-buckets/cli-kit/atlas-environment'
import { cloudProviders, ExportBucket, ExportBucketId, GroupId } from '@export-buckets/core'
import {
  generateClientId,
  generateClientSecret,
  generatePrivateKey,
  generatePublicKey,
} from '../../auth/generate-credentials.ts'
import { hashSecret } from '../../auth/secrets.ts'
import type { Store } from '../../store/store.ts'
import { readCredentials, type SampleCredentials, writeCredentials } from './credentials-file.ts'
import { ensureClustersAndRoles } from './seed-clusters.ts'

const hexId = () => randomBytes(12).toString('hex')

/** Returns one bucket of each provider. */
function sampleBuckets() {
  return {
    EXPORT_BUCKET_ID_AWS: {
      _id: hexId(),
      bucketName: 'example-export-bucket',
      cloudProvider: 'AWS',
      iamRoleId: hexId(),
      region: 'us-east-1',
      requirePrivateNetworking: false,
    },
    EXPORT_BUCKET_ID_AZURE: {
      _id: hexId(),
      bucketName: 'examplecontainer',
      cloudProvider: 'AZURE',
      roleId: hexId(),
      serviceUrl: 'https://examplestorageaccount.blob.core.windows.net/examplecontainer',
      tenantId: randomUUID(),
    },
    EXPORT_BUCKET_ID_GCP: {
      _id: hexId(),
      bucketName: 'example-export-bucket',
      cloudProvider: 'GCP',
      roleId: hexId(),
    },
  }
}

/** Adds a project with three buckets, and a service account and an API key that own it. All ids and secrets are random. */
async function seedSample(store: Store): Promise<SampleCredentials> {
  const groupId = GroupId.parse(hexId())
  const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
  const [clientId, publicKey] = [generateClientId(), generatePublicKey()]
  const [account, key] = [generateClientSecret(), generatePrivateKey(publicKey)]
  await store.saveServiceAccount({ clientId, secretHash: account.hash, grants })
  await store.saveApiKey({ publicKey, ha1: key.hash, grants })
  const buckets = sampleBuckets()
  for (const bucket of Object.values(buckets)) {
    await store.saveExportBucket(groupId, ExportBucket.parse(bucket))
  }
  return {
    MONGODB_ATLAS_CLIENT_ID: clientId,
    MONGODB_ATLAS_CLIENT_SECRET: account.secret,
    MONGODB_ATLAS_PUBLIC_API_KEY: publicKey,
    MONGODB_ATLAS_PRIVATE_API_KEY: key.secret,
    MONGODB_ATLAS_PROJECT_ID: groupId,
    EXPORT_BUCKET_ID_AWS: buckets.EXPORT_BUCKET_ID_AWS._id,
    EXPORT_BUCKET_ID_AZURE: buckets.EXPORT_BUCKET_ID_AZURE._id,
    EXPORT_BUCKET_ID_GCP: buckets.EXPORT_BUCKET_ID_GCP._id,
  }
}

/** Returns whether the store still has the credentials. */
async function isInStore(store: Store, credentials: SampleCredentials): Promise<boolean> {
  const account = await store.serviceAccount(credentials.MONGODB_ATLAS_CLIENT_ID)
  const key = await store.apiKey(credentials.MONGODB_ATLAS_PUBLIC_API_KEY)
  return (
    account?.secretHash === hashSecret(credentials.MONGODB_ATLAS_CLIENT_SECRET) && key !== undefined
  )
}

/** Returns the buckets of the sample that still exist. */
async function findSampleBuckets(
  store: Store,
  groupId: GroupId,
  credentials: SampleCredentials,
): Promise<ExportBucket[]> {
  const ids = cloudProviders.map((provider) => credentials[bucketVariableName(provider)])
  const buckets = ids.filter(ExportBucketId.is).map((id) => store.exportBucket(groupId, id))
  return (await Promise.all(buckets)).filter((bucket) => bucket !== undefined)
}

/**
 * Writes the credentials of an earlier start if the store still has them, else those of a new sample. Adds the clusters and
 * roles that the sample of an earlier release lacks.
 */
export async function ensureSampleCredentials(
  file: string,
  store: Store,
  baseUrl: string,
): Promise<void> {
  const existing = readCredentials(file)
  const isValid = existing !== undefined && (await isInStore(store, existing))
  const credentials = isValid ? existing : await seedSample(store)
  const groupId = credentials.MONGODB_ATLAS_PROJECT_ID
  if (GroupId.is(groupId)) {
    const buckets = await findSampleBuckets(store, groupId, credentials)
    await ensureClustersAndRoles(store, groupId, buckets, Date.now())
  }
  writeCredentials(file, credentials, baseUrl)
}
