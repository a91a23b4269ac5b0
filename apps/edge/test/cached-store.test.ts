import { GroupId } from '@export-buckets/core'
import { expect, test } from 'vitest'
import { memoryStore } from '../src/store/drivers/memory.ts'
import { cachedStore } from '../src/store/sql/cached-store.ts'
import { keys, otherClusterName, resources } from './stored-resources.ts'

const groupId = GroupId.parse('32b6e34b3d91647abb20e7b8')
const key = { publicKey: 'reader', ha1: 'a'.repeat(32), grants: [] }

test('a value is not cached when a write happens while it is read', async () => {
  const read = Promise.withResolvers<typeof key>()
  let version = 1
  const results = [read.promise]
  const store = cachedStore(
    { ...memoryStore(), apiKey: async () => results.shift() },
    () => version,
  )
  const before = store.apiKey('reader')
  version = 2
  expect(await store.apiKey('other')).toBeUndefined()
  read.resolve(key)
  expect(await before).toEqual(key)
  expect(await store.apiKey('reader')).toBeUndefined()
})

test('a value is read once per version, and a missing value is read each time', async () => {
  let version = 1
  const reads: string[] = []
  const store = cachedStore(
    {
      ...memoryStore(),
      async apiKey(publicKey) {
        reads.push(publicKey)
        return publicKey === 'reader' ? key : undefined
      },
      async countExportBuckets() {
        reads.push('count')
        return 0
      },
    },
    () => version,
  )
  const readAll = async () => {
    await store.apiKey('reader')
    await store.apiKey('missing')
    expect(await store.countExportBuckets(groupId, ['AWS'])).toBe(0)
  }
  await readAll()
  await readAll()
  expect(reads).toEqual(['reader', 'missing', 'count', 'missing'])
  version = 2
  await readAll()
  expect(reads.slice(4)).toEqual(['reader', 'missing', 'count'])
})

test('resources and their lists are read once per version', async () => {
  let version = 1
  const reads: string[] = []
  const store = memoryStore()
  await store.saveResource(keys.role, resources.role)
  const cached = cachedStore(
    {
      ...store,
      resource(key) {
        reads.push(`${key.kind} ${key.id}`)
        return store.resource(key)
      },
      resources(scope) {
        reads.push(`${scope.kind} of ${scope.clusterName}`)
        return store.resources(scope)
      },
    },
    () => version,
  )
  const readAll = async () => {
    expect(await cached.resource(keys.role)).toEqual(resources.role)
    expect(await cached.resource({ ...keys.role, id: 'missing' })).toBeUndefined()
    expect(await cached.resources(keys.role)).toEqual([resources.role])
    expect(await cached.resources(keys.snapshot)).toEqual([])
    expect(await cached.resources({ ...keys.snapshot, clusterName: otherClusterName })).toEqual([])
  }
  const all = [
    `role ${keys.role.id}`,
    'role missing',
    'role of undefined',
    'snapshot of Cluster0',
    'snapshot of Cluster1',
  ]
  await readAll()
  await readAll()
  expect(reads).toEqual([...all, 'role missing'])
  version = 2
  await readAll()
  expect(reads.slice(all.length + 1)).toEqual(all)
})
