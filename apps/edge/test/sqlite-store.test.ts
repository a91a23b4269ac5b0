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
import { accept, createTestApp, groupId, id, path, seedStore } from './create-test-app.ts'
import { expectLockTimeout, expectWritesAfter } from './expect-lock-wait.ts'

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

  test('that is locked by another process is unavailable, and serves again after that', async () => {
    const [database, otherConnection] = [
      openSqlite('locked-sqlite.db'),
      openSqlite('locked-sqlite.db'),
    ]
    const store = await seedStore(sqliteStore(database, { busyTimeout: 0 }))
    otherConnection.exec('BEGIN IMMEDIATE')
    await expect(store.revokeToken('a', 1)).rejects.toThrow(StoreUnavailableError)
    await expect(
      store.saveExportBucketUse(groupId, ExportBucketId.parse(id('a')), 'c'),
    ).rejects.toThrow(StoreUnavailableError)
    otherConnection.exec('ROLLBACK')
    await store.revokeToken('a', expiresAt)
    expect(await store.serviceAccountForToken('reader', 'a')).toBeUndefined()
    otherConnection.close()
    database.close()
  })

  test('waits with its writes for the lock of another process, and answers meanwhile', async () => {
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

  test('has every write wait for five seconds, not one after the other', async () => {
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

  test('that was closed is unavailable', async () => {
    const database = openSqlite('closed-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    database.close()
    await expect(store.apiKey('reader')).rejects.toThrow(StoreUnavailableError)
    await expect(store.revokeToken('a', 1)).rejects.toThrow(StoreUnavailableError)
  })

  test('that is full, or may only be read, is unavailable, and what is there is still read', async () => {
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

  test('that was never migrated is a fault, not an outage', async () => {
    const database = new DatabaseSync(':memory:')
    await expect(sqliteStore(database).serviceAccountForToken('reader', 'a')).rejects.not.toThrow(
      StoreUnavailableError,
    )
    database.close()
  })

  test('leaves nothing of a transaction that fails', async () => {
    const database = openSqlite('failing-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    const failing = sqliteDatabase(database).write([
      { sql: "INSERT INTO revoked_token VALUES ('a', 1)", args: [] },
      { sql: "INSERT INTO revoked_token VALUES ('a', 2)", args: [] },
    ])
    await expect(failing).rejects.toThrow('UNIQUE')
    expect(await store.serviceAccountForToken('reader', 'a')).toBeDefined()
    database.close()
  })

  test('forgets revoked tokens that have expired long since', async () => {
    const database = openSqlite('revoked-sqlite.db')
    const store = await seedStore(sqliteStore(database))
    await store.revokeToken('old', 1)
    await store.revokeToken('new', expiresAt)
    const storedTokens = database.prepare('SELECT token_id FROM revoked_token').all()
    expect(storedTokens.map((row) => row['token_id'])).toEqual(['new'])
    database.close()
  })

  test('sees what another process has written after five milliseconds, though the event loop has not turned', async () => {
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

  test('sees what another store on the same connection has written after five milliseconds', async () => {
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

  test('sees at once what another process has added, and what it has written itself', async () => {
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

  test('has its schema once, however often it is migrated, and nothing of a step that fails', async () => {
    const database = openSqlite('twice-sqlite.db')
    await seedStore(sqliteStore(database))
    const broken = { name: '9999_broken.sql', sql: 'CREATE TABLE half (a TEXT); SELECT nonsense;' }
    expect(() => migrateSqlite(database, [...migrations, broken])).toThrow('nonsense')
    migrateSqlite(database, migrations)
    expect(await sqliteStore(database).apiKey('owner')).toBeDefined()
    const named = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'")
    expect(named.all()).toEqual([])
    database.close()
  })
})
