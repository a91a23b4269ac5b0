import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExportBucketId } from '@export-buckets/core'
import { createClient } from '@libsql/client'
import { afterAll, describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../src/index.ts'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { groupId, id, seedStore } from './create-test-app.ts'
import { expectLockTimeout, expectWritesAfter } from './expect-lock-wait.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-libsql-'))
afterAll(() => rmSync(folder, { recursive: true }))
const migrations = readMigrations()
const file = (name: string) => `file:${join(folder, name)}`
let count = 0

describe('a libSQL store', () => {
  test('that is locked by another process is unavailable', async () => {
    const client = createClient({ url: file('locked.db') })
    await migrate(client, migrations)
    const otherClient = createClient({ url: file('locked.db') })
    const lock = await otherClient.transaction('write')
    const impatientStore = libsqlStore(client, { busyTimeout: 0 })
    await expect(impatientStore.revokeToken('a', 1)).rejects.toThrow(StoreUnavailableError)
    await lock.rollback()
    await libsqlStore(client).revokeToken('a', 1)
    otherClient.close()
    client.close()
  })

  test('waits with its writes for the lock of another process, and reads meanwhile', async () => {
    const client = createClient({ url: file('waiting.db') })
    await client.execute('PRAGMA journal_mode = WAL')
    await migrate(client, migrations)
    const store = await seedStore(libsqlStore(client))
    const otherClient = createClient({ url: file('waiting.db') })
    const lock = await otherClient.transaction('write')
    await expectWritesAfter(store, async () => {
      expect(await store.serviceAccountForToken('reader', 'a')).toBeDefined()
      await lock.rollback()
    })
    otherClient.close()
    client.close()
  })

  test('has every write wait for five seconds, not one after the other', async () => {
    const client = createClient({ url: file('patient.db') })
    await migrate(client, migrations)
    const store = libsqlStore(client)
    const otherClient = createClient({ url: file('patient.db') })
    await otherClient.transaction('write')
    await expectLockTimeout(store)
    otherClient.close()
    client.close()
  })

  test('that was closed is unavailable', async () => {
    const client = createClient({ url: file('closed.db') })
    await migrate(client, migrations)
    client.close()
    await expect(libsqlStore(client).apiKey('a')).rejects.toThrow(StoreUnavailableError)
    await expect(libsqlStore(client).ready()).rejects.toThrow(StoreUnavailableError)
  })

  test('of a server that nobody answers for is unavailable, whatever client it was made with', async () => {
    const client = createClient({ url: 'http://127.0.0.1:1' })
    await expect(libsqlStore(client).apiKey('a')).rejects.toThrow(StoreUnavailableError)
    client.close()
  })

  test('that was never migrated is a fault, not an outage', async () => {
    const client = createClient({ url: file('empty.db') })
    await expect(libsqlStore(client).serviceAccountForToken('reader', 'a')).rejects.not.toThrow(
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
    const pendingRead = libsqlStore(client).exportBucket(groupId, ExportBucketId.parse(id('f')))
    await expect(pendingRead).rejects.toThrow('cloudProvider: missing')
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
    const store = await seedStore(libsqlStore(client))
    await client.execute({ sql: `UPDATE credential SET ${column} = ?`, args: [value] })
    for (const readRow of [
      store.apiKey('owner'),
      store.serviceAccount('owner'),
      store.credentials(),
    ]) {
      await expect(readRow).rejects.toThrow(message)
    }
    client.close()
  })
})
