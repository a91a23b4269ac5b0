import { expect } from 'vitest'
import type { Store } from '../src/index.ts'
import { buckets, groupId } from './create-test-app.ts'
import { keys, resources } from './stored-resources.ts'

/**
 * Asserts that a store over a lagging replica reads lists, credentials, revocations and other resources from the primary.
 *
 * @param writingStore - a store over the same primary, with all buckets and the credential `reader`
 */
export async function assertPrimaryReads(otherStore: Store, writingStore: Store): Promise<void> {
  const range = { providers: ['AWS', 'AZURE', 'GCP'], offset: 0, limit: 10 } as const
  expect(await otherStore.exportBuckets(groupId, range)).toEqual(buckets)
  expect(await otherStore.countExportBuckets(groupId, range.providers)).toBe(3)
  await writingStore.saveResource(keys.simulation, resources.simulation)
  expect(await otherStore.resource(keys.simulation)).toEqual(resources.simulation)
  expect(await otherStore.resources(keys.simulation)).toEqual([resources.simulation])
  expect((await otherStore.exportBucketIdsByRole(groupId)).size).toBe(3)
  expect(await otherStore.apiKey('reader')).toBeDefined()
  await writingStore.deleteCredential('api key', 'reader')
  expect(await otherStore.apiKey('reader')).toBeUndefined()
  const expiresAt = Math.floor(Date.now() / 1000) + 60
  expect(await otherStore.serviceAccountForToken('reader', 'a')).toBeDefined()
  await writingStore.revokeToken('a', expiresAt)
  expect(await otherStore.serviceAccountForToken('reader', 'a')).toBeUndefined()
}
