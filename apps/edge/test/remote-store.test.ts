import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExportBucket, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { createRemoteClient } from '../src/store/drivers/libsql-remote.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { assertPrimaryReads } from './assert-primary-reads.ts'
import { buckets, createTestApp, groupId, path, roleIds, seedStore } from './create-test-app.ts'
import { HranaServer } from './hrana-server.ts'

const [aws, azure] = buckets
if (aws?.cloudProvider !== 'AWS' || azure === undefined) throw new Error('no bucket')
const updatedBucket = { ...aws, requirePrivateNetworking: true }

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-remote-'))
let count = 0
const freshFile = () => join(folder, `${count++}.db`)
const servers: HranaServer[] = []
async function startServer(file: string): Promise<HranaServer> {
  const server = await HranaServer.start(file)
  servers.push(server)
  return server
}
afterAll(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

async function createMigratedStore(server: HranaServer): Promise<Store> {
  const client = createRemoteClient(server)
  await migrate(client, readMigrations())
  return seedStore(libsqlStore(client))
}

describe('two nodes over libSQL, of which one reads a lagging replica', () => {
  let replica: HranaServer
  let writingStore: Store
  let otherStore: Store
  beforeEach(async () => {
    const file = freshFile()
    writingStore = await createMigratedStore(await startServer(file))
    await writingStore.deleteExportBucket(groupId, azure._id)
    replica = await startServer(file)
    replica.startLagging()
    otherStore = libsqlStore(createRemoteClient(replica), { replica: true })
  })

  test('without DATABASE_REPLICA, a created bucket is missing on the replica', async () => {
    await writingStore.saveExportBucket(groupId, azure)
    const unawareStore = libsqlStore(createRemoteClient(replica))
    expect(await unawareStore.exportBucket(groupId, azure._id)).toBeUndefined()
  })

  test('every node finds a created bucket, also over HTTP', async () => {
    const [a, b] = [
      await createTestApp({ store: writingStore }),
      await createTestApp({ store: otherStore }),
    ]
    const mediaType = vendorMediaType('2024-05-30')
    const collection = operationPath(operations.createGroupBackupExportBucket, { groupId })
    const createResponse = await a.request(collection, {
      method: 'POST',
      headers: { ...(await a.bearer('owner')), Accept: mediaType, 'Content-Type': mediaType },
      body: JSON.stringify({
        cloudProvider: 'GCP',
        bucketName: 'new-bucket',
        roleId: roleIds.GCP,
      }),
    })
    expect(createResponse.status).toBe(200)
    const bucket = ExportBucket.parse(await createResponse.json())
    const readResponse = await b.get(path(bucket._id), { Accept: mediaType })
    expect(readResponse.status).toBe(200)
    expect(await readResponse.json()).toEqual(bucket)
  })

  test('an update is visible on other nodes when the replica has it', async () => {
    expect(await writingStore.replaceExportBucket(groupId, updatedBucket)).toBe(true)
    expect(await otherStore.exportBucket(groupId, aws._id)).toEqual(aws)
    replica.startLagging()
    expect(await otherStore.exportBucket(groupId, aws._id)).toEqual(updatedBucket)
  })

  test('a deletion is visible on other nodes when the replica has it', async () => {
    expect(await writingStore.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await otherStore.exportBucket(groupId, aws._id)).toEqual(aws)
    replica.startLagging()
    expect(await otherStore.exportBucket(groupId, aws._id)).toBeUndefined()
  })

  test('lists, credentials and revocations are read from the primary', async () => {
    await writingStore.saveExportBucket(groupId, azure)
    await assertPrimaryReads(otherStore, writingStore)
  })

  test('a write through the replica is made on the primary', async () => {
    await otherStore.saveExportBucket(groupId, azure)
    expect(await writingStore.exportBucket(groupId, azure._id)).toEqual(azure)
    expect(await otherStore.replaceExportBucket(groupId, updatedBucket)).toBe(true)
    expect(await writingStore.exportBucket(groupId, aws._id)).toEqual(updatedBucket)
    expect(await otherStore.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await writingStore.exportBucket(groupId, aws._id)).toBeUndefined()
  })
})

describe('an unavailable remote libSQL server', () => {
  test('a stopped server makes the store unavailable', async () => {
    const server = await startServer(freshFile())
    const store = await createMigratedStore(server)
    await server[Symbol.asyncDispose]()
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
    await expect(store.deleteExportBucket(groupId, aws._id)).rejects.toThrow(StoreUnavailableError)
  })

  test.each([429, 500, 502, 503])(
    'a server that returns %i makes the store unavailable until it recovers',
    async (status) => {
      const server = await startServer(freshFile())
      const store = await createMigratedStore(server)
      server.failure = status
      await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
      server.failure = undefined
      expect(await store.apiKey('reader')).toBeDefined()
    },
  )

  test('a server that does not respond in time makes the store unavailable', async () => {
    const server = await startServer(freshFile())
    server.failure = 'silence'
    const store = libsqlStore(createRemoteClient({ url: server.url, timeout: 50 }))
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
  })

  test('a server whose database is locked makes the store unavailable', async () => {
    const server = await startServer(freshFile())
    const store = await createMigratedStore(server)
    const lock = await createRemoteClient(server).transaction('write')
    await lock.execute('SELECT 1')
    await expect(store.revokeToken('a', 1)).rejects.toThrow(StoreUnavailableError)
    await lock.rollback()
    await store.revokeToken('a', 1)
  })
})

test('a rejected auth token is a fault whose message does not contain the token', async () => {
  const server = await startServer(freshFile())
  server.authToken = 'right'
  await migrate(createRemoteClient({ url: server.url, authToken: 'right' }), readMigrations())
  const store = libsqlStore(createRemoteClient({ url: server.url, authToken: 'hunter2' }))
  const error: unknown = await Promise.resolve(store.apiKey('reader')).catch((cause) => cause)
  expect(error).not.toBeInstanceOf(StoreUnavailableError)
  expect(String(error)).toContain('401')
  expect(String(error)).not.toContain('hunter2')
})

test.each(['hunter2\n0', 'hunter2 é', ' hunter2'])(
  'a token that a header cannot hold is rejected and not repeated: %j',
  (authToken) => {
    const make = () => createRemoteClient({ url: 'http://127.0.0.1:1', authToken })
    expect(make).toThrow('database auth token: expected only visible ASCII characters')
  },
)
