import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloudProviders, ExportBucketId, tokenPath } from '@export-buckets/core'
import { createClient } from '@libsql/client'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type ProjectGrant, type Slice, type Store, StoreUnavailableError } from '../src/index.ts'
import { libsqlStore } from '../src/store/libsql.ts'
import { memoryStore } from '../src/store/memory.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { basic, buckets, clientSecret, fill, groupId, id, otherGroupId, world } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-store-'))
const migrations = readMigrations()
const file = (name: string) => `file:${join(folder, name)}`
let count = 0

async function freshLibsql(): Promise<Store> {
  const client = createClient({ url: file(`store-${count++}.db`) })
  await migrate(client, migrations)
  return libsqlStore(client)
}

afterAll(() => rmSync(folder, { recursive: true }))

describe.each([
  ['memory', async () => memoryStore()],
  ['libSQL', freshLibsql],
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

  test('keeps what grants are narrowed to, and access lists', async () => {
    const narrowed = {
      grants: [
        { groupId, roles: ['GROUP_OWNER'], operations: ['getGroupBackupExportBucket'] },
        { groupId, roles: ['GROUP_READ_ONLY'], exportBucketIds: [ExportBucketId.parse(id('a'))] },
        { groupId: otherGroupId, roles: [], operations: [], exportBucketIds: [] },
      ],
      accessList: ['203.0.113.0/24', '2001:db8::/32'],
    }
    const account = { clientId: 'narrow', secretHash: 'f'.repeat(64), ...narrowed }
    const key = { publicKey: 'narrow', ha1: 'e'.repeat(32), ...narrowed }
    await store.saveServiceAccount(account)
    await store.saveApiKey(key)
    expect(await store.serviceAccount('narrow')).toEqual(account)
    expect(await store.apiKey('narrow')).toEqual(key)
    await store.saveServiceAccount({ clientId: 'narrow', secretHash: 'd'.repeat(64), grants: [] })
    expect(await store.serviceAccount('narrow')).not.toHaveProperty('accessList')
    expect(await store.apiKey('narrow')).toEqual(key)
  })

  test('lists credentials by kind and id, without what proves them', async () => {
    const accessList = ['192.0.2.1']
    const owner = await store.apiKey('owner')
    if (owner === undefined) throw new Error('no owner')
    await store.saveApiKey({ ...owner, accessList })
    const credentials = await store.credentials()
    expect(credentials.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'api key manager',
      'api key owner',
      'api key reader',
      'api key stranger',
      'service account manager',
      'service account owner',
      'service account reader',
      'service account stranger',
    ])
    expect(credentials[1]).toEqual({
      kind: 'api key',
      id: 'owner',
      grants: [{ groupId, roles: ['GROUP_OWNER'] }],
      accessList,
    })
    expect(JSON.stringify(credentials)).not.toContain(owner.ha1)
  })

  test('deletes a credential of one kind, once', async () => {
    expect(await store.deleteCredential('service account', 'owner')).toBe(true)
    expect(await store.deleteCredential('service account', 'owner')).toBe(false)
    expect(await store.deleteCredential('api key', "' OR 1=1 --")).toBe(false)
    expect(await store.serviceAccount('owner')).toBeUndefined()
    expect(await store.apiKey('owner')).toBeDefined()
    expect(await store.credentials()).toHaveLength(7)
  })

  test('says that it is ready', async () => {
    await expect(store.ready()).resolves.toBeUndefined()
  })

  test('remembers revoked tokens', async () => {
    const nextYear = Math.floor(Date.now() / 1000) + 31_536_000
    await store.revoke('a', nextYear)
    await store.revoke('a', nextYear)
    await store.revoke('b', nextYear)
    expect(await store.isRevoked('a')).toBe(true)
    expect(await store.isRevoked('c')).toBe(false)
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

  test('bring credentials along from the schema that kept roles in a table of their own', async () => {
    const client = createClient({ url: file('earlier.db') })
    await migrate(
      client,
      migrations.filter(({ name }) => name < '0003'),
    )
    await client.executeMultiple(`
      INSERT INTO service_account VALUES ('both', 'hash'), ('roleless', 'hash');
      INSERT INTO api_key VALUES ('both', 'ha1');
      INSERT INTO project_role VALUES ('both', '${groupId}', 'GROUP_OWNER'),
        ('both', '${groupId}', 'GROUP_READ_ONLY'), ('both', '${otherGroupId}', 'GROUP_OWNER');`)
    await migrate(client, migrations)
    const grants = expect.toSatisfy((each: ProjectGrant[]) => each.length === 2)
    const store = libsqlStore(client)
    expect(await store.serviceAccount('both')).toEqual({
      clientId: 'both',
      secretHash: 'hash',
      grants,
    })
    expect(await store.apiKey('both')).toEqual({ publicKey: 'both', ha1: 'ha1', grants })
    expect((await store.apiKey('both'))?.grants).toContainEqual({
      groupId,
      roles: ['GROUP_OWNER', 'GROUP_READ_ONLY'],
    })
    expect(await store.serviceAccount('roleless')).toMatchObject({ grants: [] })
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
  })

  test('that was never migrated is a fault, not an outage', async () => {
    const client = createClient({ url: file('empty.db') })
    await expect(libsqlStore(client).isRevoked('a')).rejects.not.toThrow(StoreUnavailableError)
    client.close()
  })

  test('that was never migrated, or is closed, is not ready', async () => {
    const client = createClient({ url: file('unready.db') })
    await expect(libsqlStore(client).ready()).rejects.toThrow('no such table')
    await migrate(client, migrations)
    await libsqlStore(client).ready()
    client.close()
    await expect(libsqlStore(client).ready()).rejects.toThrow(StoreUnavailableError)
  })

  test.each([
    ['grants', '{}', 'grants that cannot be read'],
    ['grants', '[{"groupId":"nope","roles":[]}]', 'grants that cannot be read'],
    ['grants', `[{"groupId":"${groupId}"}]`, 'grants that cannot be read'],
    ['grants', `[{"groupId":"${groupId}","roles":"GROUP_OWNER"}]`, 'grants that cannot be read'],
    ['grants', `[{"groupId":"${groupId}","roles":[],"operations":[1]}]`, 'grants that cannot'],
    ['grants', `[{"groupId":"${groupId}","roles":[],"operations":null}]`, 'grants that cannot'],
    ['grants', `[{"groupId":"${groupId}","roles":[],"exportBucketIds":["x"]}]`, 'grants that'],
    ['access_list', '{}', 'an access list that cannot be read'],
    ['access_list', '[null]', 'an access list that cannot be read'],
  ])(
    'whose %s are %s is a fault: nobody may do what cannot be read',
    async (column, value, said) => {
      const client = createClient({ url: file(`corrupt-${count++}.db`) })
      await migrate(client, migrations)
      const store = await fill(libsqlStore(client))
      await client.execute({ sql: `UPDATE credential SET ${column} = ?`, args: [value] })
      for (const read of [
        store.serviceAccount('owner'),
        store.apiKey('owner'),
        store.credentials(),
      ]) {
        await expect(read).rejects.toThrow(said)
      }
      const headers = basic('owner', clientSecret)
      const w = await world({ store })
      const body = new URLSearchParams({ grant_type: 'client_credentials' })
      expect((await w.request(tokenPath, { method: 'POST', headers, body })).status).toBe(500)
      client.close()
    },
  )

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
})
