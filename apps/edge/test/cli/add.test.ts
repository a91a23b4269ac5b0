import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { createClient } from '@libsql/client'
import { describe, expect, test } from 'vitest'
import { groupId, id, otherGroupId } from '../create-test-app.ts'
import { addCredential, openStore, projectFlags, readerFlags } from './credentials.ts'
import { createTerminal, parseCredential } from './terminal.ts'

describe('credentials add', () => {
  test('a new service account is printed under the variable names of the Atlas CLI, and nothing else is printed', async () => {
    const terminal = await createTerminal()
    const { stdout, stderr } = await terminal.run(
      'credentials',
      'add',
      'service-account',
      ...readerFlags,
    )
    expect(stdout).toMatch(
      /^MONGODB_ATLAS_CLIENT_ID=mdb_sa_id_[0-9a-f]{24}\nMONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_[\w-]{40}\n$/,
    )
    expect(stderr).toBe('')
  })

  test('a new API key is printed under the variable names of the Atlas CLI', async () => {
    const terminal = await createTerminal()
    const { stdout } = await terminal.run('credentials', 'add', 'api-key', ...readerFlags)
    expect(stdout).toMatch(
      /^MONGODB_ATLAS_PUBLIC_API_KEY=[a-z]{8}\nMONGODB_ATLAS_PRIVATE_API_KEY=[0-9a-f-]{36}\n$/,
    )
  })

  test('every credential has its own id and secret', async () => {
    const terminal = await createTerminal()
    const all = []
    for (let i = 0; i < 5; i++) {
      for (const kind of ['service-account', 'api-key']) {
        const credential = await addCredential(terminal, kind, ...readerFlags)
        all.push(credential.id, credential.secret)
      }
    }
    expect(new Set(all).size).toBe(20)
  })

  test('on a terminal, a message says that the secret is shown once', async () => {
    const terminal = await createTerminal()
    const { stdout, stderr } = await terminal.runOnTerminal(
      'credentials',
      'add',
      'api-key',
      ...readerFlags,
    )
    expect(stderr).toBe('The secret is shown only once. The database has only its hash.\n')
    expect(stdout).toContain('MONGODB_ATLAS_PRIVATE_API_KEY=')
  })

  test('flags after a project narrow the grant for that project', async () => {
    const terminal = await createTerminal()
    const { id: clientId } = await addCredential(
      terminal,
      'service-account',
      ...readerFlags,
      ...['--operation', 'getGroupBackupExportBucket', '--bucket', id('a'), '--bucket', id('b')],
      ...['--project', otherGroupId, '--role', 'GROUP_BACKUP_MANAGER', '--role', 'GROUP_READ_ONLY'],
      ...['--cluster', 'Cluster0', '--cluster', 'Cluster1'],
      ...['--allow-ip', '203.0.113.0/24', '--allow-ip', '2001:db8::1'],
    )
    expect(await openStore(terminal).serviceAccount(clientId)).toEqual({
      clientId,
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      grants: [
        {
          groupId,
          roles: ['GROUP_READ_ONLY'],
          operations: ['getGroupBackupExportBucket'],
          exportBucketIds: [id('a'), id('b')],
        },
        {
          groupId: otherGroupId,
          roles: ['GROUP_BACKUP_MANAGER', 'GROUP_READ_ONLY'],
          clusterNames: ['Cluster0', 'Cluster1'],
        },
      ],
      accessList: ['203.0.113.0/24', '2001:db8::1'],
    })
  })

  test('a grant may be limited to operations of a bucket and of a cluster', async () => {
    const terminal = await createTerminal()
    const operations = ['getGroupBackupExportBucket', 'createGroupClusterBackupExport']
    const { id: key } = await addCredential(
      terminal,
      'api-key',
      ...[...projectFlags, '--role', 'GROUP_OWNER', '--bucket', id('a'), '--cluster', 'Cluster0'],
      ...operations.flatMap((operation) => ['--operation', operation]),
    )
    expect(await openStore(terminal).apiKey(key)).toMatchObject({
      grants: [{ operations, exportBucketIds: [id('a')], clusterNames: ['Cluster0'] }],
    })
  })

  test('a repeated role or address counts once', async () => {
    const terminal = await createTerminal()
    const repeatedFlags = [
      '--role',
      'GROUP_READ_ONLY',
      '--allow-ip',
      '192.0.2.1',
      '--allow-ip',
      '192.0.2.1',
    ]
    const { id: key } = await addCredential(terminal, 'api-key', ...readerFlags, ...repeatedFlags)
    expect(await openStore(terminal).apiKey(key)).toMatchObject({
      grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }],
      accessList: ['192.0.2.1'],
    })
  })

  test('with --output, the secret goes to a new file that only its owner can read, and is not printed', async () => {
    const terminal = await createTerminal()
    const output = terminal.file('ci.env')
    const add = ['credentials', 'add', 'service-account', ...readerFlags, '--output', output]
    const { code, stdout, stderr } = await terminal.runOnTerminal(...add)
    const variables = parseEnv(readFileSync(output, 'utf8'))
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toBe(`The secret is in ${output}. The database has only its hash.\n`)
    expect(statSync(output).mode & 0o777).toBe(0o600)
    expect(
      await openStore(terminal).serviceAccount(variables['MONGODB_ATLAS_CLIENT_ID'] ?? ''),
    ).toBeDefined()
  })

  test('an existing file is not overwritten, and no credential is added', async () => {
    const terminal = await createTerminal()
    writeFileSync(terminal.file('kept.env'), 'mine')
    for (const name of ['kept.env', 'no/such/folder.env']) {
      const add = ['credentials', 'add', 'api-key', ...readerFlags, '--output', terminal.file(name)]
      const { code, stdout, stderr } = await terminal.run(...add)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('expected a new file in an existing folder')
    }
    expect(readFileSync(terminal.file('kept.env'), 'utf8')).toBe('mine')
    expect(await openStore(terminal).credentials()).toEqual([])
  })

  test('no file is left behind when the database rejects the change', async () => {
    const terminal = await createTerminal()
    const database = createClient({ url: terminal.url })
    await database.execute('DROP TABLE credential')
    database.close()
    const add = [
      'credentials',
      'add',
      'api-key',
      ...readerFlags,
      '--output',
      terminal.file('a.env'),
    ]
    const { code, stdout, stderr } = await terminal.run(...add)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('migrate the database with "export-buckets-edge migrate"')
    expect(readdirSync(terminal.folder)).not.toContain('a.env')
  })
})

test('no file of the database contains a secret', async () => {
  const terminal = await createTerminal()
  const secrets = []
  for (const kind of ['service-account', 'api-key']) {
    const credential = await addCredential(terminal, kind, ...readerFlags)
    const { stdout } = await terminal.run('credentials', 'rotate', credential.id)
    secrets.push(credential.secret, parseCredential(stdout).secret)
  }
  expect(secrets.every((secret) => secret.length >= 36)).toBe(true)
  const files = readdirSync(terminal.folder).map((name) => readFileSync(terminal.file(name)))
  expect(files.some((bytes) => bytes.includes('mdb_sa_id_'))).toBe(true)
  for (const secret of secrets) {
    for (const part of [secret, secret.replace('mdb_sa_sk_', ''), btoa(secret)]) {
      for (const bytes of files) expect(bytes.includes(part)).toBe(false)
    }
  }
})
