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
  test('a store that another process has locked is unavailable', async () => {
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

  test('writes wait for the lock of another process, and reads do not', async () => {
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

  test('all writes wait for the lock in parallel, for five seconds', async () => {
    const client = createClient({ url: file('patient.db') })
    await migrate(client, migrations)
    const store = libsqlStore(client)
    const otherClient = createClient({ url: file('patient.db') })
    await otherClient.transaction('write')
    await expectLockTimeout(store)
    otherClient.close()
    client.close()
  })

  test('a closed store is unavailable', async () => {
    const client = createClient({ url: file('closed.db') })
    await migrate(client, migrations)
    client.close()
    await expect(libsqlStore(client).apiKey('a')).rejects.toThrow(StoreUnavailableError)
    await expect(libsqlStore(client).ready()).rejects.toThrow(StoreUnavailableError)
  })

  test('an unreachable server is unavailable, whatever client it is used with', async () => {
    const client = createClient({ url: 'http://127.0.0.1:1' })
    await expect(libsqlStore(client).apiKey('a')).rejects.toThrow(StoreUnavailableError)
    client.close()
  })

  test('a store without migrations is a fault, not an outage', async () => {
    const client = createClient({ url: file('empty.db') })
    await expect(libsqlStore(client).serviceAccountForToken('reader', 'a')).rejects.not.toThrow(
      StoreUnavailableError,
    )
    await expect(libsqlStore(client).ready()).rejects.toThrow('no such table')
    client.close()
  })

  test('an invalid bucket is reported with its missing field', async () => {
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
    ['grants', '{}', 'invalid grants'],
    ['grants', '[null]', 'invalid grants'],
    ['grants', '[{"groupId":"x","roles":["GROUP_OWNER"]}]', 'invalid grants'],
    ['grants', `[{"groupId":"${groupId}","roles":"GROUP_OWNER"}]`, 'invalid grants'],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"operations":"x"}]`,
      'invalid grants',
    ],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"operations":null}]`,
      'invalid grants',
    ],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"exportBucketIds":["x"]}]`,
      'invalid grants',
    ],
    [
      'grants',
      `[{"groupId":"${groupId}","roles":["GROUP_OWNER"],"clusterNames":["a/b"]}]`,
      'invalid grants',
    ],
    ['access_list', '"203.0.113.7"', 'invalid access list'],
    ['access_list', '[7]', 'invalid access list'],
  ])(
    'credentials whose %s are %s cause a fault and give no access',
    async (column, value, message) => {
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
    },
  )
})
