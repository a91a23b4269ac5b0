/**
 * Prints a snapshot export bucket as JSON: `node packages/client/examples/get-export-bucket.ts <exportBucketId>`.
 * It reads the same environment variables as the Atlas CLI.
 */
import { apiKey, createClient, serviceAccount } from '@export-buckets/client'

const {
  MONGODB_ATLAS_CLIENT_ID: clientId,
  MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
  MONGODB_ATLAS_PUBLIC_API_KEY: publicKey,
  MONGODB_ATLAS_PRIVATE_API_KEY: privateKey,
  MONGODB_ATLAS_PROJECT_ID: groupId,
  MONGODB_ATLAS_OPS_MANAGER_URL: baseUrl,
} = process.env
const [exportBucketId] = process.argv.slice(2)

function credentials() {
  if (clientId && clientSecret) return serviceAccount({ clientId, clientSecret })
  if (publicKey && privateKey) return apiKey({ publicKey, privateKey })
  return undefined
}

const auth = credentials()

if (auth && groupId && exportBucketId) {
  try {
    const atlas = createClient({ auth, ...(baseUrl && { baseUrl }) })
    const bucket = await atlas.exportBuckets.get({ groupId, exportBucketId })
    console.log(JSON.stringify(bucket, null, 2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
} else {
  const credentialNames =
    'MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET (or MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY)'
  const missing = [
    auth ? '' : credentialNames,
    groupId ? '' : 'MONGODB_ATLAS_PROJECT_ID',
    exportBucketId ? '' : 'the export bucket id as the argument',
  ]
  console.error(`Missing: ${missing.filter(Boolean).join(', ')}`)
  process.exitCode = 2
}
