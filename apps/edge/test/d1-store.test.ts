import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { type D1Binding, d1Store } from '../src/store/drivers/d1.ts'
import { assertPrimaryReads } from './assert-primary-reads.ts'
import { buckets, groupId, seedStore } from './create-test-app.ts'
import { clearD1, D1Databases, migrateD1, restoreD1, saveD1 } from './d1.ts'
import { LaggingD1 } from './lagging-d1.ts'

const [aws, azure] = buckets
if (aws?.cloudProvider !== 'AWS' || azure === undefined) throw new Error('no bucket')
const updatedBucket = { ...aws, requirePrivateNetworking: true }

const cloudflare = new D1Databases(['PRIMARY', 'REPLICA', 'EMPTY'])
let primary: D1Binding
let replica: D1Binding
beforeAll(async () => {
  primary = await cloudflare.database('PRIMARY')
  replica = await cloudflare.database('REPLICA')
  for (const database of [primary, replica]) await migrateD1(database)
  await seedStore(d1Store(primary))
  await saveD1(primary)
})
afterAll(() => cloudflare[Symbol.asyncDispose]())

describe('two isolates over D1 that read a lagging replica', () => {
  let writingStore: Store
  let otherStore: Store
  beforeEach(async () => {
    await restoreD1(primary)
    await clearD1(replica)
    const laggingBinding = new LaggingD1(primary, replica)
    writingStore = d1Store(laggingBinding, { replicas: true })
    otherStore = d1Store(laggingBinding, { replicas: true })
    // Both databases have one bucket, and the replica has nothing else.
    await d1Store(replica).saveExportBucket(groupId, aws)
  })

  test('every isolate finds a created bucket', async () => {
    expect(await writingStore.exportBucket(groupId, azure._id)).toEqual(azure)
    expect(await otherStore.exportBucket(groupId, azure._id)).toEqual(azure)
  })

  test('an update is visible at once where it was made, and elsewhere when the replica has it', async () => {
    expect(await writingStore.replaceExportBucket(groupId, updatedBucket)).toBe(true)
    expect(await writingStore.exportBucket(groupId, aws._id)).toEqual(updatedBucket)
    expect(await otherStore.exportBucket(groupId, aws._id)).toEqual(aws)
    await d1Store(replica).saveExportBucket(groupId, updatedBucket)
    expect(await otherStore.exportBucket(groupId, aws._id)).toEqual(updatedBucket)
  })

  test('a deletion is visible at once where it was made, and elsewhere when the replica has it', async () => {
    expect(await writingStore.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await writingStore.exportBucket(groupId, aws._id)).toBeUndefined()
    expect(await otherStore.exportBucket(groupId, aws._id)).toEqual(aws)
    await d1Store(replica).deleteExportBucket(groupId, aws._id)
    expect(await otherStore.exportBucket(groupId, aws._id)).toBeUndefined()
  })

  test('the bookmark of a write is kept when an older response arrives late', async () => {
    const laggingBinding = new LaggingD1(primary, replica)
    const store = d1Store(laggingBinding, { replicas: true })
    const { promise, resolve } = Promise.withResolvers<void>()
    laggingBinding.responseGate = promise
    const pendingCredentials = store.credentials()
    laggingBinding.responseGate = undefined
    await store.replaceExportBucket(groupId, updatedBucket)
    resolve()
    await pendingCredentials
    await store.exportBucket(groupId, aws._id)
    expect(laggingBinding.sessionConstraints).toEqual([
      'first-primary',
      'first-primary',
      'bookmark-00000002',
    ])
  })

  test('lists, credentials and revocations are read from the primary', async () => {
    await assertPrimaryReads(otherStore, writingStore)
  })
})

test('a missing table is a fault, not an outage', async () => {
  const empty = d1Store(await cloudflare.database('EMPTY'))
  const pendingAccount = empty.serviceAccountForToken('reader', 'a')
  await expect(pendingAccount).rejects.toThrow('no such table')
  await expect(pendingAccount).rejects.not.toThrow(StoreUnavailableError)
})

describe('a transient error of D1', () => {
  test.each([
    'Network connection lost.',
    'Replica disconnected from primary.',
    'Internal error while starting up D1 DB storage caused object to be reset.',
    'D1 DB reset because its code was updated.',
    'Cannot resolve D1 DB due to transient issue on remote node.',
    'D1 DB storage operation exceeded timeout which caused object to be reset.',
    'D1 DB is overloaded. Requests queued for too long.',
    "D1 DB's isolate exceeded its memory limit and was reset.",
    'Exceeded maximum DB size.',
  ])('the error "%s" makes the store unavailable', async (message) => {
    const failingBinding = new LaggingD1(primary, replica)
    failingBinding.batch = () => Promise.reject(new Error(`D1_ERROR: ${message}`))
    await expect(d1Store(failingBinding).apiKey('reader')).rejects.toThrow(StoreUnavailableError)
  })
})
