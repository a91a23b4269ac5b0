import { cloudProviders, ExportBucketId } from '@export-buckets/core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { PageRange, ProjectGrant, Store } from '../src/index.ts'
import { replicaSet } from './cluster-operations.ts'
import { buckets, groupId, id, otherGroupId } from './create-test-app.ts'
import { clusterName, createSchedule } from './stored-resources.ts'
import { createStores } from './stores.ts'

const { stores, closeStores } = await createStores()
afterAll(closeStores)

describe.each(stores)('a %s store', (_, make) => {
  let store: Store
  beforeEach(async () => {
    store = await make()
  })

  test('saved values are read back', async () => {
    for (const bucket of buckets)
      expect(await store.exportBucket(groupId, bucket._id)).toEqual(bucket)
    expect(await store.serviceAccount('reader')).toEqual({
      clientId: 'reader',
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }],
    })
    expect(await store.apiKey('owner')).toEqual({
      publicKey: 'owner',
      ha1: expect.stringMatching(/^[0-9a-f]{32}$/),
      grants: [{ groupId, roles: ['GROUP_OWNER'] }],
    })
  })

  test('missing values are undefined', async () => {
    const [bucket] = buckets
    if (bucket === undefined) throw new Error('no bucket')
    expect(await store.exportBucket(groupId, ExportBucketId.parse(id('9')))).toBeUndefined()
    expect(await store.exportBucket(otherGroupId, bucket._id)).toBeUndefined()
    expect(await store.serviceAccount("' OR 1=1 --")).toBeUndefined()
    expect(await store.apiKey('nobody')).toBeUndefined()
  })

  test('a saved account replaces the previous one, including its roles', async () => {
    const account = await store.serviceAccount('owner')
    if (account === undefined) throw new Error('no owner')
    const grants = [{ groupId: otherGroupId, roles: ['GROUP_BACKUP_MANAGER', 'GROUP_READ_ONLY'] }]
    await store.saveServiceAccount({ ...account, grants })
    expect(await store.serviceAccount('owner')).toEqual({ ...account, grants })
  })

  test('the limits of a grant and the access list are stored', async () => {
    const [aws] = buckets
    if (aws === undefined) throw new Error('no bucket')
    const grants: ProjectGrant[] = [
      { groupId, roles: ['GROUP_READ_ONLY'], operations: ['getGroupBackupExportBucket'] },
      { groupId, roles: ['GROUP_OWNER'], exportBucketIds: [aws._id] },
      { groupId, roles: ['GROUP_OWNER'], clusterNames: [clusterName] },
      {
        groupId: otherGroupId,
        roles: ['GROUP_OWNER'],
        operations: [],
        exportBucketIds: [],
        clusterNames: [],
      },
    ]
    const accessList = ['203.0.113.0/24', '2001:db8::1']
    const account = { clientId: 'narrow', secretHash: 'a'.repeat(64), grants, accessList }
    const key = { publicKey: 'narrow', ha1: 'b'.repeat(32), grants, accessList }
    await store.saveServiceAccount(account)
    await store.saveApiKey(key)
    expect(await store.serviceAccount('narrow')).toEqual(account)
    expect(await store.apiKey('narrow')).toEqual(key)
  })

  test('credentials are listed in the order of kinds and ids, without their hashes', async () => {
    const accessList = ['203.0.113.7']
    const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
    await store.saveServiceAccount({ clientId: 'a', secretHash: 'c0ffee', grants, accessList })
    const credentials = await store.credentials()
    expect(credentials.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'api key manager',
      'api key owner',
      'api key reader',
      'api key stranger',
      'service account a',
      'service account manager',
      'service account owner',
      'service account reader',
      'service account stranger',
    ])
    const [, owner, , , a] = credentials
    expect(owner).toEqual({
      kind: 'api key',
      id: 'owner',
      grants: [{ groupId, roles: ['GROUP_OWNER'] }],
    })
    expect(a).toEqual({ kind: 'service account', id: 'a', grants, accessList })
  })

  test('a credential is deleted once, and the other kind with the same id stays', async () => {
    expect(await store.deleteCredential('api key', 'reader')).toBe(true)
    expect(await store.deleteCredential('api key', 'reader')).toBe(false)
    expect(await store.deleteCredential('service account', 'nobody')).toBe(false)
    expect(await store.apiKey('reader')).toBeUndefined()
    expect(await store.serviceAccount('reader')).toBeDefined()
  })

  test('a filled store is ready', async () => {
    expect(await store.ready()).toBeUndefined()
  })

  test('buckets of a project are listed in the order of ids and by provider', async () => {
    const range = { providers: cloudProviders, offset: 0, limit: 10 }
    const listProviders = async (rangePart: Partial<PageRange>) =>
      (await store.exportBuckets(groupId, { ...range, ...rangePart })).map(
        (bucket) => bucket.cloudProvider,
      )
    expect(await listProviders({})).toEqual(['AWS', 'AZURE', 'GCP'])
    expect(await listProviders({ offset: 1, limit: 1 })).toEqual(['AZURE'])
    expect(await listProviders({ providers: ['AWS', 'GCP'] })).toEqual(['AWS', 'GCP'])
    expect(await listProviders({ providers: ['GCP'], offset: 1 })).toEqual([])
    expect(await store.exportBuckets(otherGroupId, range)).toEqual([])
    expect(await store.countExportBuckets(groupId, cloudProviders)).toBe(3)
    expect(await store.countExportBuckets(groupId, ['AZURE'])).toBe(1)
    expect(await store.countExportBuckets(otherGroupId, cloudProviders)).toBe(0)
  })

  test('lists and counts reflect each change, even when they were read before', async () => {
    const range = { providers: cloudProviders, offset: 0, limit: 10 }
    const ids = async () => (await store.exportBuckets(groupId, range)).map(({ _id }) => _id)
    const count = () => store.countExportBuckets(groupId, cloudProviders)
    const [firstId, ...otherIds] = await ids()
    expect([await ids(), await count()]).toEqual([[firstId, ...otherIds], 3])
    const [bucket] = await store.exportBuckets(groupId, range)
    if (bucket === undefined) throw new Error('there is no bucket')
    await store.deleteExportBucket(groupId, bucket._id)
    expect([await ids(), await count()]).toEqual([otherIds, 2])
    await store.saveExportBucket(groupId, bucket)
    expect([await ids(), await count()]).toEqual([[firstId, ...otherIds], 3])
  })

  test('an existing bucket is replaced, and a missing one is not created', async () => {
    const [aws] = buckets
    if (aws?.cloudProvider !== 'AWS') throw new Error('no AWS bucket')
    const updatedBucket = { ...aws, requirePrivateNetworking: true }
    expect(await store.replaceExportBucket(groupId, updatedBucket)).toBe(true)
    expect(await store.exportBucket(groupId, aws._id)).toEqual(updatedBucket)
    expect(await store.replaceExportBucket(otherGroupId, updatedBucket)).toBe(false)
    expect(await store.exportBucket(otherGroupId, aws._id)).toBeUndefined()
  })

  test('a bucket is deleted once, and a bucket in use is not deleted', async () => {
    const [aws, azure] = buckets
    if (!aws || !azure) throw new Error('no bucket')
    await store.saveSchedule(groupId, replicaSet, createSchedule(azure._id))
    expect(await store.deleteExportBucket(otherGroupId, aws._id)).toBe('absent')
    expect(await store.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await store.deleteExportBucket(groupId, aws._id)).toBe('absent')
    expect(await store.deleteExportBucket(groupId, azure._id)).toBe('in use')
    expect(await store.exportBucket(groupId, azure._id)).toEqual(azure)
  })

  test('a revoked token stays revoked', async () => {
    const nextYear = Math.floor(Date.now() / 1000) + 31_536_000
    await store.revokeToken('a', nextYear)
    await store.revokeToken('a', nextYear)
    await store.revokeToken('b', nextYear)
    const account = await store.serviceAccount('reader')
    expect(account).toBeDefined()
    expect(await store.serviceAccountForToken('reader', 'a')).toBeUndefined()
    expect(await store.serviceAccountForToken('reader', 'c')).toEqual(account)
    expect(await store.serviceAccountForToken('nobody', 'c')).toBeUndefined()
  })

  test("a revoked token stays revoked for a day after it expires, because the store's clock may run ahead", async () => {
    const now = Math.floor(Date.now() / 1000)
    await store.revokeToken('a', now - 80_000)
    await store.revokeToken('b', now)
    expect(await store.serviceAccountForToken('reader', 'a')).toBeUndefined()
  })
})
