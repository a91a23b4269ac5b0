import { randomBytes } from 'node:crypto'
import { cloudProviders, ExportBucket, ExportBucketId, GroupId } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import { createApp, realm, secretHash } from '@export-buckets/edge'
import { memoryStore } from '@export-buckets/edge/store/memory'
import { onTestFinished } from 'vitest'
import { exampleBucket } from '../../matrix/buckets.ts'
import { serve, type WhenTestEnds } from './serve.ts'

/** A provider that has a project with buckets and cannot be brought into states. */
export interface ExistingProvider {
  /** Where it is, whom it knows, and what it has, as `pnpm start` writes it down. */
  readonly env: Readonly<Record<string, string>>
  /** Method and path of every request that it got. */
  readonly requests: readonly string[]
}

/** What comes between the app and whoever asks it. */
export type Between = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  hangUp: () => Response,
) => Response | Promise<Response>

/** Serves the real app, with two buckets of each provider, until the test ends. */
export async function existingProvider(
  between: Between = (request, next) => next(request),
  whenTestEnds: WhenTestEnds = onTestFinished,
): Promise<ExistingProvider> {
  const store = memoryStore()
  const hexId = () => randomBytes(12).toString('hex')
  const groupId = GroupId.parse(hexId())
  const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
  const [clientSecret, password] = [crypto.randomUUID(), crypto.randomUUID()]
  const [clientId, username] = ['mdb_sa_id_1', 'abcdefgh']
  await store.saveServiceAccount({ clientId, secretHash: secretHash(clientSecret), grants })
  const key = { username, realm, password }
  await store.saveApiKey({ publicKey: username, ha1: ha1(key), grants })
  const ids: Record<string, string> = {}
  for (const provider of [...cloudProviders, ...cloudProviders]) {
    const _id = ExportBucketId.parse(hexId())
    const bucket = ExportBucket.parse({ ...exampleBucket(provider), _id })
    await store.saveExportBucket(groupId, bucket)
    ids[`EXPORT_BUCKET_ID_${provider}`] = _id
  }
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const app = createApp({ store, secret, log: () => {} })
  const requests: string[] = []
  const baseUrl = await serve((request, hangUp) => {
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    return between(request, async (own) => app.fetch(own), hangUp)
  }, whenTestEnds)
  const env = {
    MONGODB_ATLAS_OPS_MANAGER_URL: baseUrl,
    MONGODB_ATLAS_CLIENT_ID: clientId,
    MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
    MONGODB_ATLAS_PUBLIC_API_KEY: username,
    MONGODB_ATLAS_PRIVATE_API_KEY: password,
    MONGODB_ATLAS_PROJECT_ID: groupId,
    ...ids,
  }
  return { env, requests }
}
