import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cloudProviders, ExportBucketId } from '@export-buckets/core'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { StoreUnavailableError } from '../src/index.ts'
import { sqliteDatabase, sqliteStore } from '../src/store/drivers/sqlite.ts'
import { readMigrations } from '../src/store/migrate.ts'
import { migrateSqlite } from '../src/store/migrate-sqlite.ts'
import { replicaSet } from './cluster-operations.ts'
import { accept, createTestApp, groupId, id, path, seedStore } from './create-test-app.ts'
import { expectLockTimeout, expectWritesAfter } from './expect-lock-wait.ts'
import { createSchedule } from './stored-resources.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true }))
const migrations = readMigrations()

function openSqlite(name: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, name))
  migrateSqlite(database, migrations)
  return database
}

describe('a node:sqlite store', () => {
  const expiresAt = Math.floor(Date.now() / 1000) + 60

  test('a store that another process has locked is unavailable until it is unlocked', async () => {
    const [database, otherConnection] = [
      openSqlite('locked-sqlite.db'),
      openSqlite('locked-sqlite.db'),
    ]
    const store = await seedStore(sqliteStore(database, { busyTimeout: 0 }))
    otherConnection.exec('BEGIN IMMEDIATE')
    await expect(store.revokeToken('a', 1)).rejects.toThrow(StoreUnavailableError)
    await expect(
      store.saveSchedule(groupId, replicaSet, createSchedule(ExportBucketId.parse(id('a')))),
    ).rejects.toThrow(StoreUnavailableError)
    otherConnection.exec('ROLLBACK')
    await store.revokeToken('a', expiresAt)
    expect(await store.serviceAccountForToken('reader', 'a')).toBeUndefined()
    otherConnection.close()
    database.close()
  })

  test('writes wait for the lock of another process, and other requests do not', async () => {
    const [database, otherConnection] = [
      openSqlite('waiting-sqlite.db'),
      openSqlite('waiting-sqlite.db'),
    ]
    const store = await seedStore(sqliteStore(database))
    const testApp = await createTestApp({ store })
    const headers = await testApp.bearer()
    otherConnection.exec('BEGIN IMMEDIATE')
    await expectWritesAfter(store, async () => {
      expect((await testApp.request('/healthz')).status).toBe(200)
      const bucket = await testApp.request(path(id('a')), { headers: { ...accept(), ...headers } })
      expect(bucket.status).toBe(200)
      otherConnection.exec('ROLLBACK')
    })
    otherConnection.close()
    database.close()
  })

  test('all writes wait for the lock in parallel, for five seconds', async () => {
    const [database, otherConnection] = [
      openSqlite('patient-sqlite.db'),
      openSqlite('patient-sqlite.db'),
    ]
    const store = await seedStore(sqliteStore(database))
    otherConnection.exec('BEGIN IMMEDIATE')
    await expectLockTimeout(store)
    otherConnection.close()
    database.close()
  })

  test('a closed store is unavailable', async () => {
    const database = openSqlite('closed-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    database.close()
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
    await expect(store.revokeToken('a', 1)).rejects.toThrow(StoreUnavailableError)
  })

  test('a full or read-only store is unavailable for writes and still read', async () => {
    const database = openSqlite('full-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    const { page_count } = Object(database.prepare('PRAGMA page_count').get())
    database.exec(`PRAGMA max_page_count = ${page_count}`)
    const grants = Array.from({ length: 1000 }, () => ({ groupId, roles: ['GROUP_OWNER'] }))
    const large = store.saveApiKey({ publicKey: 'large', ha1: 'e'.repeat(32), grants })
    await expect(large).rejects.toThrow(StoreUnavailableError)
    expect(await store.apiKey('reader')).toBeDefined()
    database.close()
    const readOnlyConnection = new DatabaseSync(join(folder, 'full-sqlite.db'), { readOnly: true })
    await expect(sqliteStore(readOnlyConnection).revokeToken('a', expiresAt)).rejects.toThrow(
      StoreUnavailableError,
    )
    expect(await sqliteStore(readOnlyConnection).apiKey('reader')).toBeDefined()
    readOnlyConnection.close()
  })

  test('a store without migrations is a fault, not an outage', async () => {
    const database = new DatabaseSync(':memory:')
    await expect(sqliteStore(database).serviceAccountForToken('reader', 'a')).rejects.not.toThrow(
      StoreUnavailableError,
    )
    database.close()
  })

  test('a failed transaction leaves no change behind', async () => {
    const database = openSqlite('failing-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    const failedWrite = sqliteDatabase(database).write([
      { sql: "INSERT INTO revoked_token VALUES ('a', 1)", args: [] },
      { sql: "INSERT INTO revoked_token VALUES ('a', 2)", args: [] },
    ])
    await expect(failedWrite).rejects.toThrow('UNIQUE')
    expect(await store.serviceAccountForToken('reader', 'a')).toBeDefined()
    database.close()
  })

  test('revoked tokens are deleted long after they expire', async () => {
    const database = openSqlite('revoked-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    await store.revokeToken('old', 1)
    await store.revokeToken('new', expiresAt)
    const storedTokens = database.prepare('SELECT token_id FROM revoked_token').all()
    expect(storedTokens.map((row) => row['token_id'])).toEqual(['new'])
    database.close()
  })

  test('a write by another process is visible after five milliseconds, even without a turn of the event loop', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const [database, otherConnection] = [
      openSqlite('shared-sqlite.db'),
      openSqlite('shared-sqlite.db'),
    ]
    const [store, writer] = [await seedStore(sqliteStore(database)), sqliteStore(otherConnection)]
    expect(await store.serviceAccountForToken('reader', 'a')).toBeDefined()
    expect(await store.apiKey('reader')).toBeDefined()
    const range = { providers: cloudProviders, offset: 0, limit: 10 }
    expect(await store.exportBuckets(groupId, range)).toHaveLength(3)
    expect(await store.countExportBuckets(groupId, cloudProviders)).toBe(3)
    await writer.deleteExportBucket(groupId, ExportBucketId.parse(id('a')))
    await writer.revokeToken('a', expiresAt)
    await writer.deleteCredential('api key', 'reader')
    vi.advanceTimersByTime(5)
    expect(await store.serviceAccountForToken('reader', 'a')).toBeUndefined()
    expect(await store.apiKey('reader')).toBeUndefined()
    expect(await store.exportBuckets(groupId, range)).toHaveLength(2)
    expect(await store.countExportBuckets(groupId, cloudProviders)).toBe(2)
    otherConnection.close()
    database.close()
  })

  test('a write by another store on the same connection is visible after five milliseconds', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const database = openSqlite('twice-sqlite.db')
    const [store, otherStore] = [await seedStore(sqliteStore(database)), sqliteStore(database)]
    const count = () => store.countExportBuckets(groupId, cloudProviders)
    expect(await count()).toBe(3)
    await otherStore.deleteExportBucket(groupId, ExportBucketId.parse(id('a')))
    vi.advanceTimersByTime(5)
    expect(await count()).toBe(2)
    database.close()
  })

  test("a new row of another process and the store's own writes are visible at once", async () => {
    const [database, otherConnection] = [
      openSqlite('added-sqlite.db'),
      openSqlite('added-sqlite.db'),
    ]
    const [store, writer] = [await seedStore(sqliteStore(database)), sqliteStore(otherConnection)]
    expect(await store.apiKey('newest')).toBeUndefined()
    await writer.saveApiKey({ publicKey: 'newest', ha1: 'e'.repeat(32), grants: [] })
    expect(await store.apiKey('newest')).toMatchObject({ ha1: 'e'.repeat(32) })
    await store.saveApiKey({ publicKey: 'newest', ha1: 'f'.repeat(32), grants: [] })
    expect(await store.apiKey('newest')).toMatchObject({ ha1: 'f'.repeat(32) })
    await store.deleteCredential('api key', 'newest')
    expect(await store.apiKey('newest')).toBeUndefined()
    otherConnection.close()
    database.close()
  })

  test('repeated migrations change nothing, and a failed one leaves no change behind', async () => {
    const database = openSqlite('twice-sqlite.db')
    await seedStore(sqliteStore(database))
    const brokenMigration = {
      name: '9999_broken.sql',
      sql: 'CREATE TABLE half (a TEXT); SELECT nonsense;',
    }
    expect(() => migrateSqlite(database, [...migrations, brokenMigration])).toThrow('nonsense')
    migrateSqlite(database, migrations)
    expect(await sqliteStore(database).apiKey('owner')).toBeDefined()
    const halfTables = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'")
    expect(halfTables.all()).toEqual([])
    database.close()
  })
})
