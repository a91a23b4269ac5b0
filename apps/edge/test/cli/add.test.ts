import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { createClient } from '@libsql/client'
import { describe, expect, test } from 'vitest'
import { groupId, id, otherGroupId } from '../world.ts'
import { added, reader, storeOf } from './credentials.ts'
import { shown, terminal } from './terminal.ts'

describe('credentials add', () => {
  test('shows a service account under the names that the Atlas CLI reads, and nothing else', async () => {
    const t = await terminal()
    const { stdout, stderr } = await t.runs('credentials', 'add', 'service-account', ...reader)
    expect(stdout).toMatch(
      /^MONGODB_ATLAS_CLIENT_ID=mdb_sa_id_[0-9a-f]{24}\nMONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_[\w-]{40}\n$/,
    )
    expect(stderr).toBe('')
  })

  test('shows an API key so too', async () => {
    const t = await terminal()
    const { stdout } = await t.runs('credentials', 'add', 'api-key', ...reader)
    expect(stdout).toMatch(
      /^MONGODB_ATLAS_PUBLIC_API_KEY=[a-z]{8}\nMONGODB_ATLAS_PRIVATE_API_KEY=[0-9a-f-]{36}\n$/,
    )
  })

  test('no two are alike', async () => {
    const t = await terminal()
    const all = []
    for (let i = 0; i < 5; i++) {
      for (const kind of ['service-account', 'api-key']) {
        const made = await added(t, kind, ...reader)
        all.push(made.id, made.secret)
      }
    }
    expect(new Set(all).size).toBe(20)
  })

  test('tells a person that the secret is shown this once', async () => {
    const t = await terminal()
    const { stdout, stderr } = await t.watched('credentials', 'add', 'api-key', ...reader)
    expect(stderr).toBe('The secret is shown this once: what is stored is a hash.\n')
    expect(stdout).toContain('MONGODB_ATLAS_PRIVATE_API_KEY=')
  })

  test('narrows each grant by what follows its project', async () => {
    const t = await terminal()
    const { id: clientId } = await added(
      t,
      'service-account',
      ...reader,
      ...['--operation', 'getGroupBackupExportBucket', '--bucket', id('a'), '--bucket', id('b')],
      ...['--project', otherGroupId, '--role', 'GROUP_BACKUP_MANAGER', '--role', 'GROUP_READ_ONLY'],
      ...['--allow-ip', '203.0.113.0/24', '--allow-ip', '2001:db8::1'],
    )
    expect(await storeOf(t).serviceAccount(clientId)).toEqual({
      clientId,
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      grants: [
        {
          groupId,
          roles: ['GROUP_READ_ONLY'],
          operations: ['getGroupBackupExportBucket'],
          exportBucketIds: [id('a'), id('b')],
        },
        { groupId: otherGroupId, roles: ['GROUP_BACKUP_MANAGER', 'GROUP_READ_ONLY'] },
      ],
      accessList: ['203.0.113.0/24', '2001:db8::1'],
    })
  })

  test('what is said twice counts once', async () => {
    const t = await terminal()
    const twice = [
      '--role',
      'GROUP_READ_ONLY',
      '--allow-ip',
      '192.0.2.1',
      '--allow-ip',
      '192.0.2.1',
    ]
    const { id: key } = await added(t, 'api-key', ...reader, ...twice)
    expect(await storeOf(t).apiKey(key)).toMatchObject({
      grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }],
      accessList: ['192.0.2.1'],
    })
  })

  test('writes a secret to a new file for its owner alone, and says nothing of it', async () => {
    const t = await terminal()
    const output = t.file('ci.env')
    const add = ['credentials', 'add', 'service-account', ...reader, '--output', output]
    const { code, stdout, stderr } = await t.watched(...add)
    const variables = parseEnv(readFileSync(output, 'utf8'))
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toBe(`The secret is in ${output}, and nowhere else: what is stored is a hash.\n`)
    expect(statSync(output).mode & 0o777).toBe(0o600)
    expect(
      await storeOf(t).serviceAccount(variables['MONGODB_ATLAS_CLIENT_ID'] ?? ''),
    ).toBeDefined()
  })

  test('overwrites no file, and adds nothing then', async () => {
    const t = await terminal()
    writeFileSync(t.file('kept.env'), 'mine')
    for (const name of ['kept.env', 'no/such/folder.env']) {
      const add = ['credentials', 'add', 'api-key', ...reader, '--output', t.file(name)]
      const { code, stdout, stderr } = await t.runs(...add)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('name a file that is not there yet, in a folder that is')
    }
    expect(readFileSync(t.file('kept.env'), 'utf8')).toBe('mine')
    expect(await storeOf(t).credentials()).toEqual([])
  })

  test('leaves no file behind when the database refuses', async () => {
    const t = await terminal()
    const holder = createClient({ url: t.url })
    await holder.execute('DROP TABLE credential')
    holder.close()
    const add = ['credentials', 'add', 'api-key', ...reader, '--output', t.file('a.env')]
    const { code, stdout, stderr } = await t.runs(...add)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(
      'bring the database to the newest schema with "export-buckets-edge migrate"',
    )
    expect(readdirSync(t.folder)).not.toContain('a.env')
  })
})

test('the database holds no secret, in whatever file of it', async () => {
  const t = await terminal()
  const secrets = []
  for (const kind of ['service-account', 'api-key']) {
    const made = await added(t, kind, ...reader)
    const { stdout } = await t.runs('credentials', 'rotate', made.id)
    secrets.push(made.secret, shown(stdout).secret)
  }
  expect(secrets.every((secret) => secret.length >= 36)).toBe(true)
  const files = readdirSync(t.folder).map((name) => readFileSync(t.file(name)))
  expect(files.some((bytes) => bytes.includes('mdb_sa_id_'))).toBe(true)
  for (const secret of secrets) {
    for (const part of [secret, secret.replace('mdb_sa_sk_', ''), btoa(secret)]) {
      for (const bytes of files) expect(bytes.includes(part)).toBe(false)
    }
  }
})
