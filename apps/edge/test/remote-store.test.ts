import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExportBucket, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { libsqlStore } from '../src/store/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { remoteClient } from '../src/store/remote.ts'
import { HranaServer } from './hrana-server.ts'
import { buckets, fill, groupId, path, world } from './world.ts'

const [aws, azure] = buckets
if (aws?.cloudProvider !== 'AWS' || azure === undefined) throw new Error('no bucket')
const changed = { ...aws, requirePrivateNetworking: true }

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-remote-'))
let count = 0
const freshFile = () => join(folder, `${count++}.db`)
const servers: HranaServer[] = []
async function start(file: string): Promise<HranaServer> {
  const server = await HranaServer.start(file)
  servers.push(server)
  return server
}
afterAll(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

async function migrated(server: HranaServer): Promise<Store> {
  const client = remoteClient(server)
  await migrate(client, readMigrations())
  return fill(libsqlStore(client))
}

describe('two nodes over libSQL, of which one reads a replica that lags behind', () => {
  let replica: HranaServer
  let here: Store
  let elsewhere: Store
  beforeEach(async () => {
    const file = freshFile()
    here = await migrated(await start(file))
    await here.deleteExportBucket(groupId, azure._id)
    replica = await start(file)
    replica.lag()
    elsewhere = libsqlStore(remoteClient(replica), { replica: true })
  })

  test('without DATABASE_REPLICA the replica says that what was just created is not there', async () => {
    await here.saveExportBucket(groupId, azure)
    const unaware = libsqlStore(remoteClient(replica))
    expect(await unaware.exportBucket(groupId, azure._id)).toBeUndefined()
  })

  test('what was created is nowhere absent, whichever node is asked, also by HTTP', async () => {
    const [a, b] = [await world({ store: here }), await world({ store: elsewhere })]
    const mediaType = vendorMediaType('2024-05-30')
    const collection = operationPath(operations.createGroupBackupExportBucket, { groupId })
    const created = await a.request(collection, {
      method: 'POST',
      headers: { ...(await a.bearer('owner')), Accept: mediaType, 'Content-Type': mediaType },
      body: JSON.stringify({
        cloudProvider: 'GCP',
        bucketName: 'new-bucket',
        roleId: aws.iamRoleId,
      }),
    })
    expect(created.status).toBe(200)
    const bucket = ExportBucket.parse(await created.json())
    const read = await b.get(path(bucket._id), { Accept: mediaType })
    expect(read.status).toBe(200)
    expect(await read.json()).toEqual(bucket)
  })

  test('an update is read by other nodes when the replica has it', async () => {
    expect(await here.replaceExportBucket(groupId, changed)).toBe(true)
    expect(await elsewhere.exportBucket(groupId, aws._id)).toEqual(aws)
    replica.lag()
    expect(await elsewhere.exportBucket(groupId, aws._id)).toEqual(changed)
  })

  test('a deletion is seen by other nodes when the replica has it', async () => {
    expect(await here.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await elsewhere.exportBucket(groupId, aws._id)).toEqual(aws)
    replica.lag()
    expect(await elsewhere.exportBucket(groupId, aws._id)).toBeUndefined()
  })

  test('lists, credentials and revocations are read at the primary', async () => {
    await here.saveExportBucket(groupId, azure)
    const slice = { providers: ['AWS', 'AZURE', 'GCP'], offset: 0, limit: 10 } as const
    expect(await elsewhere.exportBuckets(groupId, slice)).toEqual(buckets)
    expect(await elsewhere.countExportBuckets(groupId, slice.providers)).toBe(3)
    expect(await elsewhere.apiKey('reader')).toBeDefined()
    await here.deleteCredential('api key', 'reader')
    expect(await elsewhere.apiKey('reader')).toBeUndefined()
    const soon = Math.floor(Date.now() / 1000) + 60
    expect(await elsewhere.tokenHolder('reader', 'a')).toBeDefined()
    await here.revoke('a', soon)
    expect(await elsewhere.tokenHolder('reader', 'a')).toBeUndefined()
  })

  test('a write through the replica is made at the primary', async () => {
    await elsewhere.saveExportBucket(groupId, azure)
    expect(await here.exportBucket(groupId, azure._id)).toEqual(azure)
    expect(await elsewhere.replaceExportBucket(groupId, changed)).toBe(true)
    expect(await here.exportBucket(groupId, aws._id)).toEqual(changed)
    expect(await elsewhere.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await here.exportBucket(groupId, aws._id)).toBeUndefined()
  })
})

describe('a remote libSQL server is unavailable', () => {
  test('that nobody answers for', async () => {
    const server = await start(freshFile())
    const store = await migrated(server)
    await server[Symbol.asyncDispose]()
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
    await expect(store.deleteExportBucket(groupId, aws._id)).rejects.toThrow(StoreUnavailableError)
  })

  test.each([429, 500, 502, 503])(
    'that answers %i, and serves again after that',
    async (status) => {
      const server = await start(freshFile())
      const store = await migrated(server)
      server.trouble = status
      await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
      server.trouble = undefined
      expect(await store.apiKey('reader')).toBeDefined()
    },
  )

  test('that is silent for longer than it may be', async () => {
    const server = await start(freshFile())
    server.trouble = 'silence'
    const store = libsqlStore(remoteClient({ url: server.url, timeout: 50 }))
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
  })

  test('whose database somebody else has locked', async () => {
    const server = await start(freshFile())
    const store = await migrated(server)
    const lock = await remoteClient(server).transaction('write')
    await lock.execute('SELECT 1')
    await expect(store.revoke('a', 1)).rejects.toThrow(StoreUnavailableError)
    await lock.rollback()
    await store.revoke('a', 1)
  })
})

test('a remote libSQL server that refuses the token is a fault, which does not say the token', async () => {
  const server = await start(freshFile())
  server.authToken = 'right'
  await migrate(remoteClient({ url: server.url, authToken: 'right' }), readMigrations())
  const store = libsqlStore(remoteClient({ url: server.url, authToken: 'hunter2' }))
  const error: unknown = await Promise.resolve(store.apiKey('reader')).catch((cause) => cause)
  expect(error).not.toBeInstanceOf(StoreUnavailableError)
  expect(String(error)).toContain('401')
  expect(String(error)).not.toContain('hunter2')
})

test.each(['hunter2\n0', 'hunter2 é', ' hunter2'])(
  'a token that no header can hold is refused without being repeated: %j',
  (authToken) => {
    const make = () => remoteClient({ url: 'http://127.0.0.1:1', authToken })
    expect(make).toThrow('the auth token of the database: expected visible ASCII characters alone')
  },
)
