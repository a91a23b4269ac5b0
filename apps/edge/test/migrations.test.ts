import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterAll, describe, expect, test } from 'vitest'
import type { Store } from '../src/index.ts'
import { d1Store } from '../src/store/drivers/d1.ts'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { groupId, id, otherGroupId, seedStore } from './create-test-app.ts'
import { D1Databases, migrateD1 } from './d1.ts'
import {
  clusterName,
  createBucket,
  createSchedule,
  keys,
  resources,
  roleId,
} from './stored-resources.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))
const migrations = readMigrations()
const bucket = createBucket(id('7'), roleId)
const url = (name: string) => `file:${join(folder, name)}`

/** Rows of a database from before credentials had one row each. */
const oldRows = [
  "INSERT INTO service_account (client_id, secret_hash) VALUES ('account', 'hash'), ('idle', 'hash')",
  "INSERT INTO api_key (public_key, ha1) VALUES ('key', 'ha1')",
  `INSERT INTO project_role (holder, group_id, role) VALUES
    ('account', '${groupId}', 'GROUP_OWNER'), ('account', '${groupId}', 'GROUP_READ_ONLY'),
    ('account', '${otherGroupId}', 'GROUP_OWNER'), ('key', '${groupId}', 'GROUP_READ_ONLY')`,
]

async function expectPreservedCredentials(store: Store): Promise<void> {
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
  test('each migration runs once and in order, and further starts change nothing', async () => {
    const client = createClient({ url: url('twice.db') })
    await migrate(client, migrations)
    await seedStore(libsqlStore(client))
    await migrate(client, migrations)
    expect(await libsqlStore(client).apiKey('owner')).toBeDefined()
    const { rows } = await client.execute('SELECT name FROM migration ORDER BY name')
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
    client.close()
  })

  test('a failed migration leaves no change behind', async () => {
    const client = createClient({ url: url('broken.db') })
    const brokenMigration = {
      name: '0002_broken.sql',
      sql: 'CREATE TABLE half (a TEXT); SELECT nonsense;',
    }
    await expect(migrate(client, [...migrations, brokenMigration])).rejects.toThrow('nonsense')
    const { rows } = await client.execute("SELECT name FROM sqlite_schema WHERE name = 'half'")
    expect(rows).toEqual([])
    await migrate(client, migrations)
    client.close()
  })
})

describe('the migration of credentials from the schema of two migrations', () => {
  test('credentials in libSQL are preserved', async () => {
    const client = createClient({ url: url('old.db') })
    await migrate(client, migrations.slice(0, 2))
    await client.batch(oldRows, 'write')
    await migrate(client, migrations)
    await expectPreservedCredentials(libsqlStore(client))
    client.close()
  })

  test('credentials in D1 are preserved', async () => {
    const cloudflare = new D1Databases(['OLD'])
    const database = await cloudflare.database('OLD')
    await migrateD1(database, 0, 2)
    await database.batch(oldRows.map((sql) => database.prepare(sql)))
    await migrateD1(database, 2)
    await expectPreservedCredentials(d1Store(database))
    await cloudflare[Symbol.asyncDispose]()
  })
})

describe('the migration of export buckets from the schema of three migrations', () => {
  const insert = `INSERT INTO export_bucket (group_id, id, body) VALUES ('${groupId}', '${bucket._id}', '${JSON.stringify(bucket)}')`
  const use = `INSERT INTO export_bucket_use VALUES ('${groupId}', '${bucket._id}', '${clusterName}')`

  async function expectMigratedBucket(store: Store): Promise<void> {
    expect(await store.exportBucket(groupId, bucket._id)).toEqual(bucket)
    expect(await store.exportBucketIdsByRole(groupId)).toEqual(new Map([[roleId, [bucket._id]]]))
    expect(await store.deleteExportBucket(groupId, bucket._id)).toBe('in use')
    await store.saveResource({ ...keys.cluster, groupId }, resources.cluster)
    await store.saveSchedule(groupId, clusterName, createSchedule())
    expect(await store.deleteExportBucket(groupId, bucket._id)).toBe('deleted')
  }

  test('buckets in libSQL keep their uses and are found by role', async () => {
    const client = createClient({ url: url('buckets.db') })
    await migrate(client, migrations.slice(0, 3))
    await client.batch([insert, use], 'write')
    await migrate(client, migrations)
    await expectMigratedBucket(libsqlStore(client))
    client.close()
  })

  test('buckets in D1 keep their uses and are found by role', async () => {
    const cloudflare = new D1Databases(['BUCKETS'])
    const database = await cloudflare.database('BUCKETS')
    await migrateD1(database, 0, 3)
    await database.batch([insert, use].map((sql) => database.prepare(sql)))
    await migrateD1(database, 3)
    await expectMigratedBucket(d1Store(database))
    await cloudflare[Symbol.asyncDispose]()
  })
})
