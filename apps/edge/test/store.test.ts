import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cloudProviders, ExportBucketId } from '@export-buckets/core'
import { createClient } from '@libsql/client'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type ProjectGrant, type Slice, type Store, StoreUnavailableError } from '../src/index.ts'
import { type D1Options, d1Store } from '../src/store/d1.ts'
import { libsqlStore } from '../src/store/libsql.ts'
import { memoryStore } from '../src/store/memory.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { migrateSqlite } from '../src/store/migrate-sqlite.ts'
import { remoteClient } from '../src/store/remote.ts'
import { sqliteDatabase, sqliteStore } from '../src/store/sqlite.ts'
import { clearD1, D1Databases, migrateD1 } from './d1.ts'
import { HranaServer } from './hrana-server.ts'
import { buckets, fill, groupId, id, otherGroupId } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-store-'))
const migrations = readMigrations()
const file = (name: string) => `file:${join(folder, name)}`
let count = 0

async function freshLibsql(): Promise<Store> {
  const client = createClient({ url: file(`store-${count++}.db`) })
  await migrate(client, migrations)
  return libsqlStore(client)
}

const servers: HranaServer[] = []

async function freshRemote(): Promise<Store> {
  const server = await HranaServer.start(join(folder, `remote-${count++}.db`))
  servers.push(server)
  const client = remoteClient(server)
  await migrate(client, migrations)
  return libsqlStore(client)
}

const cloudflare = new D1Databases(['DB'])
const d1 = await cloudflare.database('DB')
await migrateD1(d1)

async function freshD1(options?: D1Options): Promise<Store> {
  await clearD1(d1)
  return d1Store(d1, options)
}

afterAll(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]()
  await cloudflare[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

function openSqlite(name: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, name))
  migrateSqlite(database, migrations)
  return database
}

async function freshSqlite(): Promise<Store> {
  return sqliteStore(openSqlite(`store-${count++}.db`))
}

describe.each([
  ['memory', async () => memoryStore()],
  ['libSQL file', freshLibsql],
  ['node:sqlite', freshSqlite],
  ['remote libSQL', freshRemote],
  ['D1', () => freshD1()],
  ['D1 with replicas', () => freshD1({ replicas: true })],
])('a %s store', (_, make) => {
  let store: Store
  beforeEach(async () => {
    store = await fill(await make())
  })

  test('answers what was saved', async () => {
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

  test('answers undefined for what is not there', async () => {
    const [bucket] = buckets
    if (bucket === undefined) throw new Error('no bucket')
    expect(await store.exportBucket(groupId, ExportBucketId.parse(id('9')))).toBeUndefined()
    expect(await store.exportBucket(otherGroupId, bucket._id)).toBeUndefined()
    expect(await store.serviceAccount("' OR 1=1 --")).toBeUndefined()
    expect(await store.apiKey('nobody')).toBeUndefined()
  })

  test('puts the new in the place of the old, roles included', async () => {
    const account = await store.serviceAccount('owner')
    if (account === undefined) throw new Error('no owner')
    const grants = [{ groupId: otherGroupId, roles: ['GROUP_BACKUP_MANAGER', 'GROUP_READ_ONLY'] }]
    await store.saveServiceAccount({ ...account, grants })
    expect(await store.serviceAccount('owner')).toEqual({ ...account, grants })
  })

  test('keeps what narrows a grant, and the access list', async () => {
    const [aws] = buckets
    if (aws === undefined) throw new Error('no bucket')
    const grants: ProjectGrant[] = [
      { groupId, roles: ['GROUP_READ_ONLY'], operations: ['getGroupBackupExportBucket'] },
      { groupId, roles: ['GROUP_OWNER'], exportBucketIds: [aws._id] },
      { groupId: otherGroupId, roles: ['GROUP_OWNER'], operations: [], exportBucketIds: [] },
    ]
    const accessList = ['203.0.113.0/24', '2001:db8::1']
    const account = { clientId: 'narrow', secretHash: 'a'.repeat(64), grants, accessList }
    const key = { publicKey: 'narrow', ha1: 'b'.repeat(32), grants, accessList }
    await store.saveServiceAccount(account)
    await store.saveApiKey(key)
    expect(await store.serviceAccount('narrow')).toEqual(account)
    expect(await store.apiKey('narrow')).toEqual(key)
  })

  test('lists credentials in the order of kinds and ids, without what proves them', async () => {
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

  test('deletes a credential of one kind once, and leaves the other kind of that name', async () => {
    expect(await store.deleteCredential('api key', 'reader')).toBe(true)
    expect(await store.deleteCredential('api key', 'reader')).toBe(false)
    expect(await store.deleteCredential('service account', 'nobody')).toBe(false)
    expect(await store.apiKey('reader')).toBeUndefined()
    expect(await store.serviceAccount('reader')).toBeDefined()
  })

  test('says that it is ready', async () => {
    expect(await store.ready()).toBeUndefined()
  })

  test('slices a project in the order of ids, by provider', async () => {
    const slice = { providers: cloudProviders, offset: 0, limit: 10 }
    const names = async (part: Partial<Slice>) =>
      (await store.exportBuckets(groupId, { ...slice, ...part })).map((each) => each.cloudProvider)
    expect(await names({})).toEqual(['AWS', 'AZURE', 'GCP'])
    expect(await names({ offset: 1, limit: 1 })).toEqual(['AZURE'])
    expect(await names({ providers: ['AWS', 'GCP'] })).toEqual(['AWS', 'GCP'])
    expect(await names({ providers: ['GCP'], offset: 1 })).toEqual([])
    expect(await store.exportBuckets(otherGroupId, slice)).toEqual([])
    expect(await store.countExportBuckets(groupId, cloudProviders)).toBe(3)
    expect(await store.countExportBuckets(groupId, ['AZURE'])).toBe(1)
    expect(await store.countExportBuckets(otherGroupId, cloudProviders)).toBe(0)
  })

  test('replaces a bucket that is there, and brings none back', async () => {
    const [aws] = buckets
    if (aws?.cloudProvider !== 'AWS') throw new Error('no AWS bucket')
    const changed = { ...aws, requirePrivateNetworking: true }
    expect(await store.replaceExportBucket(groupId, changed)).toBe(true)
    expect(await store.exportBucket(groupId, aws._id)).toEqual(changed)
    expect(await store.replaceExportBucket(otherGroupId, changed)).toBe(false)
    expect(await store.exportBucket(otherGroupId, aws._id)).toBeUndefined()
  })

  test('deletes a bucket once, and none that is in use', async () => {
    const [aws, azure] = buckets
    if (!aws || !azure) throw new Error('no bucket')
    await store.saveExportBucketUse(groupId, azure._id, 'Cluster0')
    await store.saveExportBucketUse(groupId, azure._id, 'Cluster0')
    expect(await store.deleteExportBucket(otherGroupId, aws._id)).toBe('absent')
    expect(await store.deleteExportBucket(groupId, aws._id)).toBe('deleted')
    expect(await store.deleteExportBucket(groupId, aws._id)).toBe('absent')
    expect(await store.deleteExportBucket(groupId, azure._id)).toBe('in use')
    expect(await store.exportBucket(groupId, azure._id)).toEqual(azure)
  })

  test('remembers revoked tokens', async () => {
    const nextYear = Math.floor(Date.now() / 1000) + 31_536_000
    await store.revoke('a', nextYear)
    await store.revoke('a', nextYear)
    await store.revoke('b', nextYear)
    const account = await store.serviceAccount('reader')
    expect(account).toBeDefined()
    expect(await store.tokenHolder('reader', 'a')).toBeUndefined()
    expect(await store.tokenHolder('reader', 'c')).toEqual(account)
    expect(await store.tokenHolder('nobody', 'c')).toBeUndefined()
  })
})

describe('migrations', () => {
  test('run once each, in order, and any number of starts change nothing', async () => {
    const client = createClient({ url: file('twice.db') })
    await migrate(client, migrations)
    await fill(libsqlStore(client))
    await migrate(client, migrations)
    expect(await libsqlStore(client).apiKey('owner')).toBeDefined()
    const { rows } = await client.execute('SELECT name FROM migration ORDER BY name')
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
    client.close()
  })

  test('leave nothing of a step that fails', async () => {
    const client = createClient({ url: file('broken.db') })
    const broken = { name: '0002_broken.sql', sql: 'CREATE TABLE half (a TEXT); SELECT nonsense;' }
    await expect(migrate(client, [...migrations, broken])).rejects.toThrow('nonsense')
    const { rows } = await client.execute("SELECT name FROM sqlite_schema WHERE name = 'half'")
    expect(rows).toEqual([])
    await migrate(client, migrations)
    client.close()
  })
})

describe('a libSQL store', () => {
  test('that is locked by another process is unavailable', async () => {
    const client = createClient({ url: file('locked.db') })
    await migrate(client, migrations)
    const other = createClient({ url: file('locked.db') })
    const lock = await other.transaction('write')
    await expect(libsqlStore(client).revoke('a', 1)).rejects.toThrow(StoreUnavailableError)
    await lock.rollback()
    await libsqlStore(client).revoke('a', 1)
    other.close()
    client.close()
  })

  test('that was closed is unavailable', async () => {
    const client = createClient({ url: file('closed.db') })
    await migrate(client, migrations)
    client.close()
    await expect(libsqlStore(client).apiKey('a')).rejects.toThrow(StoreUnavailableError)
    await expect(libsqlStore(client).ready()).rejects.toThrow(StoreUnavailableError)
  })

  test('that was never migrated is a fault, not an outage', async () => {
    const client = createClient({ url: file('empty.db') })
    await expect(libsqlStore(client).tokenHolder('reader', 'a')).rejects.not.toThrow(
      StoreUnavailableError,
    )
    await expect(libsqlStore(client).ready()).rejects.toThrow('no such table')
    client.close()
  })

  test('that holds a broken bucket says so', async () => {
    const client = createClient({ url: file('corrupt.db') })
    await migrate(client, migrations)
    await client.execute({
      sql: "INSERT INTO export_bucket (group_id, id, body) VALUES (?, ?, '{}')",
      args: [groupId, id('f')],
    })
    const read = libsqlStore(client).exportBucket(groupId, ExportBucketId.parse(id('f')))
    await expect(read).rejects.toThrow('cloudProvider: missing')
    client.close()
  })

  test.each([
    ['grants', '{}', 'grants that cannot be read'],
    ['grants', '[null]', 'grants that cannot be read'],
    ['grants', '[{"groupId":"x","roles":["GROUP_OWNER"]}]', 'grants that cannot be read'],
    ['grants', `[{"groupId":"${groupId}","roles":"GROUP_OWNER"}]`, 'grants that cannot be read'],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"operations":"x"}]`,
      'grants that cannot be read',
    ],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"operations":null}]`,
      'grants that cannot be read',
    ],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"exportBucketIds":["x"]}]`,
      'grants that cannot be read',
    ],
    ['access_list', '"203.0.113.7"', 'access list that cannot be read'],
    ['access_list', '[7]', 'access list that cannot be read'],
  ])('whose %s are %s has a fault, and opens nothing', async (column, value, message) => {
    const client = createClient({ url: file(`broken-${count++}.db`) })
    await migrate(client, migrations)
    const store = await fill(libsqlStore(client))
    await client.execute({ sql: `UPDATE credential SET ${column} = ?`, args: [value] })
    for (const read of [
      store.apiKey('owner'),
      store.serviceAccount('owner'),
      store.credentials(),
    ]) {
      await expect(read).rejects.toThrow(message)
    }
    client.close()
  })
})

describe('a node:sqlite store', () => {
  const soon = Math.floor(Date.now() / 1000) + 60

  test('that is locked by another process is unavailable, and serves again after that', async () => {
    const [database, other] = [openSqlite('locked-sqlite.db'), openSqlite('locked-sqlite.db')]
    const store = await fill(sqliteStore(database))
    other.exec('BEGIN IMMEDIATE')
    await expect(store.revoke('a', 1)).rejects.toThrow(StoreUnavailableError)
    await expect(
      store.saveExportBucketUse(groupId, ExportBucketId.parse(id('a')), 'c'),
    ).rejects.toThrow(StoreUnavailableError)
    other.exec('ROLLBACK')
    await store.revoke('a', soon)
    expect(await store.tokenHolder('reader', 'a')).toBeUndefined()
    other.close()
    database.close()
  })

  test('that was closed is unavailable', async () => {
    const database = openSqlite('closed-sqlite.db')
    const store = await fill(sqliteStore(database))
    database.close()
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
    await expect(store.revoke('a', 1)).rejects.toThrow(StoreUnavailableError)
  })

  test('that was never migrated is a fault, not an outage', async () => {
    const database = new DatabaseSync(':memory:')
    await expect(sqliteStore(database).tokenHolder('reader', 'a')).rejects.not.toThrow(
      StoreUnavailableError,
    )
    database.close()
  })

  test('leaves nothing of a transaction that fails', async () => {
    const database = openSqlite('failing-sqlite.db')
    const store = await fill(sqliteStore(database))
    const failing = sqliteDatabase(database).write([
      { sql: "INSERT INTO revoked_token VALUES ('a', 1)", args: [] },
      { sql: "INSERT INTO revoked_token VALUES ('a', 2)", args: [] },
    ])
    await expect(failing).rejects.toThrow('UNIQUE')
    expect(await store.tokenHolder('reader', 'a')).toBeDefined()
    database.close()
  })

  test('sees at once what another process has written', async () => {
    const [database, other] = [openSqlite('shared-sqlite.db'), openSqlite('shared-sqlite.db')]
    const [store, writer] = [await fill(sqliteStore(database)), sqliteStore(other)]
    expect(await store.tokenHolder('reader', 'a')).toBeDefined()
    await writer.revoke('a', soon)
    expect(await store.tokenHolder('reader', 'a')).toBeUndefined()
    await writer.deleteCredential('api key', 'reader')
    expect(await store.apiKey('reader')).toBeUndefined()
    other.close()
    database.close()
  })

  test('has its schema once, however often it is migrated, and nothing of a step that fails', async () => {
    const database = openSqlite('twice-sqlite.db')
    await fill(sqliteStore(database))
    const broken = { name: '9999_broken.sql', sql: 'CREATE TABLE half (a TEXT); SELECT nonsense;' }
    expect(() => migrateSqlite(database, [...migrations, broken])).toThrow('nonsense')
    migrateSqlite(database, migrations)
    expect(await sqliteStore(database).apiKey('owner')).toBeDefined()
    const named = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'")
    expect(named.all()).toEqual([])
    database.close()
  })
})
