import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterAll, describe, expect, test } from 'vitest'
import type { Store } from '../src/index.ts'
import { d1Store } from '../src/store/drivers/d1.ts'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { groupId, otherGroupId, seedStore } from './create-test-app.ts'
import { D1Databases, migrateD1 } from './d1.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))
const migrations = readMigrations()
const url = (name: string) => `file:${join(folder, name)}`

/** What a database held before credentials had one row each. */
const oldMigrations = [
  "INSERT INTO service_account (client_id, secret_hash) VALUES ('account', 'hash'), ('idle', 'hash')",
  "INSERT INTO api_key (public_key, ha1) VALUES ('key', 'ha1')",
  `INSERT INTO project_role (holder, group_id, role) VALUES
    ('account', '${groupId}', 'GROUP_OWNER'), ('account', '${groupId}', 'GROUP_READ_ONLY'),
    ('account', '${otherGroupId}', 'GROUP_OWNER'), ('key', '${groupId}', 'GROUP_READ_ONLY')`,
]

async function expectCarriedOver(store: Store): Promise<void> {
  const account = await store.serviceAccount('account')
  expect(account).toMatchObject({ clientId: 'account', secretHash: 'hash' })
  expect(account?.grants.toSorted((a, b) => (a.groupId < b.groupId ? -1 : 1))).toEqual([
    { groupId, roles: ['GROUP_OWNER', 'GROUP_READ_ONLY'] },
    { groupId: otherGroupId, roles: ['GROUP_OWNER'] },
  ])
  expect(await store.serviceAccount('idle')).toMatchObject({ grants: [] })
  const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
  expect(await store.apiKey('key')).toEqual({ publicKey: 'key', ha1: 'ha1', grants })
}

describe('migrations', () => {
  test('run once each, in order, and any number of starts change nothing', async () => {
    const client = createClient({ url: url('twice.db') })
    await migrate(client, migrations)
    await seedStore(libsqlStore(client))
    await migrate(client, migrations)
    expect(await libsqlStore(client).apiKey('owner')).toBeDefined()
    const { rows } = await client.execute('SELECT name FROM migration ORDER BY name')
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
    client.close()
  })

  test('leave nothing of a step that fails', async () => {
    const client = createClient({ url: url('broken.db') })
    const broken = { name: '0002_broken.sql', sql: 'CREATE TABLE half (a TEXT); SELECT nonsense;' }
    await expect(migrate(client, [...migrations, broken])).rejects.toThrow('nonsense')
    const { rows } = await client.execute("SELECT name FROM sqlite_schema WHERE name = 'half'")
    expect(rows).toEqual([])
    await migrate(client, migrations)
    client.close()
  })
})

describe('credentials of a database that is two steps old are carried over', () => {
  test('in libSQL', async () => {
    const client = createClient({ url: url('old.db') })
    await migrate(client, migrations.slice(0, 2))
    await client.batch(oldMigrations, 'write')
    await migrate(client, migrations)
    await expectCarriedOver(libsqlStore(client))
    client.close()
  })

  test('in D1', async () => {
    const cloudflare = new D1Databases(['OLD'])
    const database = await cloudflare.database('OLD')
    await migrateD1(database, 0, 2)
    await database.batch(oldMigrations.map((sql) => database.prepare(sql)))
    await migrateD1(database, 2)
    await expectCarriedOver(d1Store(database))
    await cloudflare[Symbol.asyncDispose]()
  })
})
