import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cloudProviders, ExportBucketId } from '@export-buckets/core'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { StoreUnavailableError } from '../src/index.ts'
import { readMigrations } from '../src/store/migrate.ts'
import { migrateSqlite } from '../src/store/migrate-sqlite.ts'
import { sqliteDatabase, sqliteStore } from '../src/store/sqlite.ts'
import { expectDoneAfter, expectFiveSeconds } from './waiting-writes.ts'
import { accept, fill, groupId, id, path, world } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true }))
const migrations = readMigrations()

function openSqlite(name: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, name))
  migrateSqlite(database, migrations)
  return database
}

describe('a node:sqlite store', () => {
  const soon = Math.floor(Date.now() / 1000) + 60

  test('that is locked by another process is unavailable, and serves again after that', async () => {
    const [database, other] = [openSqlite('locked-sqlite.db'), openSqlite('locked-sqlite.db')]
    const store = await fill(sqliteStore(database, { busyTimeout: 0 }))
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

  test('waits with its writes for the lock of another process, and answers meanwhile', async () => {
    const [database, other] = [openSqlite('waiting-sqlite.db'), openSqlite('waiting-sqlite.db')]
    const store = await fill(sqliteStore(database))
    const w = await world({ store })
    const headers = await w.bearer()
    other.exec('BEGIN IMMEDIATE')
    await expectDoneAfter(store, async () => {
      expect((await w.request('/healthz')).status).toBe(200)
      const bucket = await w.request(path(id('a')), { headers: { ...accept(), ...headers } })
      expect(bucket.status).toBe(200)
      other.exec('ROLLBACK')
    })
    other.close()
    database.close()
  })

  test('has every write wait for five seconds, not one after the other', async () => {
    const [database, other] = [openSqlite('patient-sqlite.db'), openSqlite('patient-sqlite.db')]
    const store = await fill(sqliteStore(database))
    other.exec('BEGIN IMMEDIATE')
    await expectFiveSeconds(store)
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

  test('that is full, or may only be read, is unavailable, and what is there is still read', async () => {
    const database = openSqlite('full-sqlite.db')
    const store = await fill(sqliteStore(database))
    const { page_count } = Object(database.prepare('PRAGMA page_count').get())
    database.exec(`PRAGMA max_page_count = ${page_count}`)
    const grants = Array.from({ length: 1000 }, () => ({ groupId, roles: ['GROUP_OWNER'] }))
    const large = store.saveApiKey({ publicKey: 'large', ha1: 'e'.repeat(32), grants })
    await expect(large).rejects.toThrow(StoreUnavailableError)
    expect(await store.apiKey('reader')).toBeDefined()
    database.close()
    const readOnly = new DatabaseSync(join(folder, 'full-sqlite.db'), { readOnly: true })
    await expect(sqliteStore(readOnly).revoke('a', soon)).rejects.toThrow(StoreUnavailableError)
    expect(await sqliteStore(readOnly).apiKey('reader')).toBeDefined()
    readOnly.close()
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

  test('forgets revoked tokens that have expired long since', async () => {
    const database = openSqlite('revoked-sqlite.db')
    const store = await fill(sqliteStore(database))
    await store.revoke('old', 1)
    await store.revoke('new', soon)
    const kept = database.prepare('SELECT token_id FROM revoked_token').all()
    expect(kept.map((row) => row['token_id'])).toEqual(['new'])
    database.close()
  })

  test('sees what another process has written after five milliseconds, though the event loop has not turned', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const [database, other] = [openSqlite('shared-sqlite.db'), openSqlite('shared-sqlite.db')]
    const [store, writer] = [await fill(sqliteStore(database)), sqliteStore(other)]
    expect(await store.tokenHolder('reader', 'a')).toBeDefined()
    expect(await store.apiKey('reader')).toBeDefined()
    const slice = { providers: cloudProviders, offset: 0, limit: 10 }
    expect(await store.exportBuckets(groupId, slice)).toHaveLength(3)
    expect(await store.countExportBuckets(groupId, cloudProviders)).toBe(3)
    await writer.deleteExportBucket(groupId, ExportBucketId.parse(id('a')))
    await writer.revoke('a', soon)
    await writer.deleteCredential('api key', 'reader')
    vi.advanceTimersByTime(5)
    expect(await store.tokenHolder('reader', 'a')).toBeUndefined()
    expect(await store.apiKey('reader')).toBeUndefined()
    expect(await store.exportBuckets(groupId, slice)).toHaveLength(2)
    expect(await store.countExportBuckets(groupId, cloudProviders)).toBe(2)
    other.close()
    database.close()
  })

  test('sees what another store on the same connection has written after five milliseconds', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const database = openSqlite('twice-sqlite.db')
    const [store, other] = [await fill(sqliteStore(database)), sqliteStore(database)]
    const count = () => store.countExportBuckets(groupId, cloudProviders)
    expect(await count()).toBe(3)
    await other.deleteExportBucket(groupId, ExportBucketId.parse(id('a')))
    vi.advanceTimersByTime(5)
    expect(await count()).toBe(2)
    database.close()
  })

  test('sees at once what another process has added, and what it has written itself', async () => {
    const [database, other] = [openSqlite('added-sqlite.db'), openSqlite('added-sqlite.db')]
    const [store, writer] = [await fill(sqliteStore(database)), sqliteStore(other)]
    expect(await store.apiKey('newest')).toBeUndefined()
    await writer.saveApiKey({ publicKey: 'newest', ha1: 'e'.repeat(32), grants: [] })
    expect(await store.apiKey('newest')).toMatchObject({ ha1: 'e'.repeat(32) })
    await store.saveApiKey({ publicKey: 'newest', ha1: 'f'.repeat(32), grants: [] })
    expect(await store.apiKey('newest')).toMatchObject({ ha1: 'f'.repeat(32) })
    await store.deleteCredential('api key', 'newest')
    expect(await store.apiKey('newest')).toBeUndefined()
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
