import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { tokenPath } from '@export-buckets/core'
import { createDigestFetch } from '@export-buckets/digest/client'
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { libsqlStore } from '../../src/store/libsql.ts'
import { accept, basic, buckets, groupId, id, path, world } from '../world.ts'
import { admin, reader } from './admin.ts'

const a = admin()
const client = createClient({ url: a.url })
const store = libsqlStore(client)
const [aws, gcp] = [id('a'), id('c')]

beforeAll(async () => {
  expect(await a.run('migrate')).toMatchObject({ code: 0, stdout: '' })
  for (const bucket of buckets) await store.saveExportBucket(groupId, bucket)
})
afterAll(() => {
  client.close()
  a.remove()
})

type Variables = NodeJS.Dict<string>

const w = await world({ store, clientAddress: () => '203.0.113.7' })

const valueOf = (variables: Variables, names: RegExp) =>
  Object.entries(variables).find(([name]) => names.test(name))?.[1] ?? ''
const idIn = (variables: Variables) => valueOf(variables, /_CLIENT_ID$|_PUBLIC_API_KEY$/)
const secretIn = (variables: Variables) => valueOf(variables, /_CLIENT_SECRET$|_PRIVATE_API_KEY$/)

async function tokenOf({ MONGODB_ATLAS_CLIENT_ID: user = '', ...variables }: Variables) {
  const answer = await w.request(tokenPath, {
    method: 'POST',
    headers: basic(user, variables['MONGODB_ATLAS_CLIENT_SECRET'] ?? ''),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token }: { access_token?: string } = await answer.json()
  return { status: answer.status, token: access_token ?? '' }
}

async function statusWithToken(token: string, bucket = aws) {
  const headers = { ...accept(), Authorization: `Bearer ${token}` }
  return (await w.request(path(bucket), { headers })).status
}

const statusWithKey = async (variables: Variables, bucket = aws) => {
  const digestFetch = createDigestFetch({
    username: variables['MONGODB_ATLAS_PUBLIC_API_KEY'] ?? '',
    password: variables['MONGODB_ATLAS_PRIVATE_API_KEY'] ?? '',
    fetch: async (input, init) => w.app.request(new Request(input, init)),
  })
  return (await digestFetch(`http://localhost${path(bucket)}`, { headers: accept() })).status
}

describe('credentials add', () => {
  test('makes a service account that opens the project', async () => {
    const { code, stdout, stderr, variables } = await a.run(
      ...['credentials', 'add', 'service-account', ...reader],
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^MONGODB_ATLAS_CLIENT_ID=mdb_sa_id_[0-9a-f]{24}\nMONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_[0-9a-f]{64}\nMONGODB_ATLAS_PROJECT_ID=[0-9a-f]{24}\n$/,
    )
    expect(await statusWithToken((await tokenOf(variables)).token)).toBe(200)
  })

  test('makes an API key that opens the project', async () => {
    const { stdout, variables } = await a.run('credentials', 'add', 'api-key', ...reader)
    expect(stdout).toMatch(
      /^MONGODB_ATLAS_PUBLIC_API_KEY=[a-z]{8}\nMONGODB_ATLAS_PRIVATE_API_KEY=[0-9a-f-]{36}\nMONGODB_ATLAS_PROJECT_ID=[0-9a-f]{24}\n$/,
    )
    expect(await statusWithKey(variables)).toBe(200)
  })

  test('makes another secret each time', async () => {
    const secrets = new Set<string | undefined>()
    for (let i = 0; i < 5; i++) {
      const { variables } = await a.run('credentials', 'add', 'service-account', ...reader)
      secrets.add(variables['MONGODB_ATLAS_CLIENT_ID'])
      secrets.add(variables['MONGODB_ATLAS_CLIENT_SECRET'])
    }
    expect(secrets.size).toBe(10)
  })

  test('narrows to operations, buckets and addresses', async () => {
    const { variables } = await a.run(
      ...['credentials', 'add', 'api-key', ...reader, '--role', 'GROUP_BACKUP_MANAGER'],
      ...['--operation', 'getGroupBackupExportBucket'],
      ...['--operation', 'deleteGroupBackupExportBucket'],
      ...['--bucket', aws, '--allow-ip', '198.51.100.1', '--allow-ip', '203.0.113.0/24'],
    )
    expect(await store.apiKey(idIn(variables))).toMatchObject({
      grants: [
        {
          groupId,
          roles: ['GROUP_READ_ONLY', 'GROUP_BACKUP_MANAGER'],
          operations: ['getGroupBackupExportBucket', 'deleteGroupBackupExportBucket'],
          exportBucketIds: [aws],
        },
      ],
      accessList: ['198.51.100.1', '203.0.113.0/24'],
    })
    expect(await statusWithKey(variables, aws)).toBe(200)
    expect(await statusWithKey(variables, gcp)).toBe(403)
  })

  test('keeps out whoever comes from elsewhere', async () => {
    const { variables } = await a.run(
      ...['credentials', 'add', 'api-key', ...reader, '--allow-ip', '198.51.100.1'],
    )
    expect(await statusWithKey(variables)).toBe(403)
  })
})

describe('the secret', () => {
  test('on a terminal is said to be shown once; the words are not among the variables', async () => {
    const { stdout, stderr } = await a.runIn(
      { env: { DATABASE_URL: a.url }, terminal: true },
      ...['credentials', 'add', 'api-key', ...reader],
    )
    expect(stderr).toContain('shown this once')
    expect(stdout.split('\n')).toHaveLength(4)
  })

  test('goes to a file of --output, for its owner alone, and nowhere else', async () => {
    const file = a.file('key.env')
    const { code, stdout, stderr } = await a.run(
      ...['credentials', 'add', 'api-key', ...reader, '--output', file],
    )
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await statusWithKey(parseEnv(readFileSync(file, 'utf8')))).toBe(200)
  })

  test('never overwrites a file, and then no credential is made', async () => {
    const file = a.file('mine.txt')
    writeFileSync(file, 'mine')
    const before = await store.credentials()
    const { code, stderr } = await a.run(
      ...['credentials', 'add', 'api-key', ...reader, '--output', file],
    )
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: ${file}: is there already; name a new file\n`,
    })
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect(await store.credentials()).toEqual(before)
  })

  test('leaves no file where the credential could not be made', async () => {
    const file = a.file('unmade.env')
    const { code } = await a.run(
      ...['credentials', 'rotate', 'mdb_sa_id_unknown', '--output', file],
    )
    expect(code).toBe(1)
    expect(existsSync(file)).toBe(false)
  })

  test('is nowhere in the files of the database', async () => {
    const secrets: string[] = []
    for (const kind of ['service-account', 'api-key']) {
      const { variables } = await a.run('credentials', 'add', kind, ...reader)
      const rotated = await a.run('credentials', 'rotate', idIn(variables))
      secrets.push(secretIn(variables), secretIn(rotated.variables))
    }
    const files = readdirSync(a.folder).filter((name) => name.startsWith('test.db'))
    const bytes = files.map((name) => readFileSync(a.file(name), 'latin1')).join('')
    expect(bytes).toContain('mdb_sa_id_')
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThanOrEqual(36)
      expect(bytes).not.toContain(secret)
      expect(bytes).not.toContain(secret.replace('mdb_sa_sk_', ''))
    }
  })
})

describe('credentials rotate', () => {
  test('of a service account: the old secret and its tokens are worthless, the new one opens the same', async () => {
    const added = await a.run(
      ...['credentials', 'add', 'service-account', ...reader, '--bucket', aws],
    )
    const { token: old } = await tokenOf(added.variables)
    expect(await statusWithToken(old)).toBe(200)
    const { variables } = await a.run(...['credentials', 'rotate', idIn(added.variables)])
    expect(await statusWithToken(old)).toBe(401)
    expect((await tokenOf(added.variables)).status).toBe(401)
    expect(Object.keys(variables).toSorted()).toEqual([
      'MONGODB_ATLAS_CLIENT_ID',
      'MONGODB_ATLAS_CLIENT_SECRET',
    ])
    const { token } = await tokenOf(variables)
    expect(await statusWithToken(token, aws)).toBe(200)
    expect(await statusWithToken(token, gcp)).toBe(403)
  })

  test('of an API key: the old key is refused, the new one opens the same', async () => {
    const added = await a.run('credentials', 'add', 'api-key', ...reader)
    const { variables } = await a.run(...['credentials', 'rotate', idIn(added.variables)])
    expect(await statusWithKey(added.variables)).toBe(401)
    expect(await statusWithKey(variables)).toBe(200)
  })

  test('of an id in another form needs to be told the kind', async () => {
    await store.saveServiceAccount({ clientId: 'by-hand', secretHash: 'a'.repeat(64), grants: [] })
    expect((await a.run('credentials', 'rotate', 'by-hand')).stderr).toBe(
      'error: there is no api key by-hand; pnpm edge credentials list shows all\n',
    )
    const { variables } = await a.run(
      ...['credentials', 'rotate', 'by-hand', '--kind', 'service-account'],
    )
    expect((await tokenOf(variables)).status).toBe(200)
  })
})

describe('credentials revoke', () => {
  test('takes a credential and its tokens away', async () => {
    const { variables } = await a.run('credentials', 'add', 'service-account', ...reader)
    const name = idIn(variables)
    const { token } = await tokenOf(variables)
    const { code, stderr } = await a.run('credentials', 'revoke', name)
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `The service account ${name} is revoked, and so are its tokens.\n`,
    })
    expect(await statusWithToken(token)).toBe(401)
    expect((await tokenOf(variables)).status).toBe(401)
    expect((await a.run('credentials', 'revoke', name)).code).toBe(1)
  })
})

describe('credentials list', () => {
  const fresh = admin()
  beforeAll(async () => {
    await fresh.run('migrate')
    const other = createClient({ url: fresh.url })
    const accessList = ['203.0.113.0/24', '2001:db8::1']
    await libsqlStore(other).saveServiceAccount({
      clientId: 'mdb_sa_id_1\u001b[31m',
      secretHash: 'f'.repeat(64),
      grants: [
        { groupId, roles: ['GROUP_READ_ONLY'], operations: ['getGroupBackupExportBucket'] },
        {
          groupId,
          roles: ['GROUP_OWNER'],
          exportBucketIds: buckets.slice(0, 2).map(({ _id }) => _id),
        },
      ],
      accessList,
    })
    await libsqlStore(other).saveApiKey({ publicKey: 'empty', ha1: 'e'.repeat(32), grants: [] })
    other.close()
  })
  afterAll(() => fresh.remove())

  test('shows a line for each grant, and no control characters', async () => {
    const { code, stdout } = await fresh.run('credentials', 'list')
    expect(code).toBe(0)
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'ADDRESSES'],
      ['api-key', 'empty', 'none', 'all'],
      [
        'service-account',
        'mdb_sa_id_1\\u{1b}[31m',
        groupId,
        'GROUP_READ_ONLY',
        'getGroupBackupExportBucket',
        'all',
        '203.0.113.0/24,2001:db8::1',
      ],
      [
        'service-account',
        'mdb_sa_id_1\\u{1b}[31m',
        groupId,
        'GROUP_OWNER',
        'all',
        `${id('a')},${id('b')}`,
        '203.0.113.0/24,2001:db8::1',
      ],
      [''],
    ])
  })

  test('--json is for programs', async () => {
    const { stdout } = await fresh.run('credentials', 'list', '--json')
    expect(JSON.parse(stdout)).toEqual([
      { kind: 'api-key', id: 'empty', grants: [] },
      {
        kind: 'service-account',
        id: 'mdb_sa_id_1\u001b[31m',
        grants: expect.any(Array),
        accessList: ['203.0.113.0/24', '2001:db8::1'],
      },
    ])
  })

  test.each([[], ['--json']])('never shows what proves a credential: %j', async (...flags) => {
    const { stdout } = await fresh.run('credentials', 'list', ...flags)
    expect(stdout).not.toMatch(/[ef]{32}/)
  })
})
