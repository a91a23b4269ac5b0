import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { Miniflare } from 'miniflare'
import { afterAll, describe, expect, test } from 'vitest'
import type { Store } from '../src/index.ts'
import { type D1Binding, d1Store } from '../src/store/d1.ts'
import { libsqlStore } from '../src/store/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { wrangler } from '../worker/wrangler.ts'
import { D1Databases, migrateD1 } from './d1.ts'
import { fill, groupId, otherGroupId } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a database held before credentials had one row each. */
const before = [
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

describe('credentials of a database that is two steps old are carried over', () => {
  test('in libSQL', async () => {
    const client: Client = createClient({ url: `file:${join(folder, 'old.db')}` })
    await migrate(client, readMigrations().slice(0, 2))
    await client.batch(before, 'write')
    await migrate(client, readMigrations())
    await expectCarriedOver(libsqlStore(client))
    client.close()
  })

  test('in D1', async () => {
    const cloudflare = new D1Databases(['OLD'])
    const database = await cloudflare.database('OLD')
    await migrateD1(database, 0, 2)
    await database.batch(before.map((sql) => database.prepare(sql)))
    await migrateD1(database, 2)
    await expectCarriedOver(d1Store(database))
    await cloudflare[Symbol.asyncDispose]()
  })
})

test('`wrangler d1 migrations apply` takes the folder, and has nothing to do a second time', async () => {
  const apply = () => wrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', folder)
  const applied = await apply()
  for (const { name } of readMigrations()) expect(applied).toContain(name)
  expect(await apply()).toContain('No migrations to apply')

  const miniflare = new Miniflare({
    modules: true,
    script: 'export default {}',
    d1Databases: { DB: 'DB' },
    d1Persist: join(folder, 'v3', 'd1'),
  })
  const database: D1Binding = await miniflare.getD1Database('DB')
  const store = await fill(d1Store(database))
  expect(await store.apiKey('reader')).toBeDefined()
  await miniflare.dispose()
})
