import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { operations } from '@export-buckets/core'
import { createClient } from '@libsql/client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { libsqlStore } from '../../src/store/libsql.ts'
import type { Store } from '../../src/store/store.ts'
import { groupId, id, otherGroupId } from '../world.ts'
import { shown, type Terminal, terminal } from './terminal.ts'

const project = ['--project', groupId]
const reader = [...project, '--role', 'GROUP_READ_ONLY']

function storeOf({ url }: Terminal): Store {
  const client = createClient({ url })
  onTestFinished(() => client.close())
  return libsqlStore(client)
}

async function added(t: Terminal, kind: string, ...flags: string[]) {
  const { code, stdout, stderr } = await t.runs('credentials', 'add', kind, ...flags)
  expect([code, stderr]).toEqual([0, ''])
  return shown(stdout)
}

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
    expect(stderr).toContain('bring the database to the newest schema with "pnpm edge migrate"')
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

describe('credentials list', () => {
  test('shows a row for each grant, and never a hash', async () => {
    const t = await terminal()
    const { id: key } = await added(t, 'api-key', ...reader)
    const { id: account } = await added(
      t,
      'service-account',
      ...[...reader, '--bucket', id('a'), '--operation', 'getGroupBackupExportBucket'],
      ...['--project', otherGroupId, '--role', 'GROUP_OWNER', '--allow-ip', '192.0.2.1'],
    )
    await storeOf(t).saveApiKey({ publicKey: 'zz\u001b[2J', ha1: 'e'.repeat(32), grants: [] })
    const { code, stdout, stderr } = await t.runs('credentials', 'list')
    expect([code, stderr]).toEqual([0, ''])
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/))
    expect(rows).toEqual([
      ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'FROM'],
      ['api-key', key, groupId, 'GROUP_READ_ONLY', 'all', 'all', 'anywhere'],
      ['api-key', 'zz\\x1b[2J', 'none', 'none', 'none', 'none', 'anywhere'],
      [
        'service-account',
        account,
        groupId,
        'GROUP_READ_ONLY',
        'getGroupBackupExportBucket',
        id('a'),
        '192.0.2.1',
      ],
      ['service-account', account, otherGroupId, 'GROUP_OWNER', 'all', 'all', '192.0.2.1'],
      [''],
    ])
  })

  test('--json is what programs read', async () => {
    const t = await terminal()
    const { id: key } = await added(t, 'api-key', ...reader)
    const { stdout } = await t.runs('credentials', 'list', '--json')
    expect(JSON.parse(stdout)).toEqual([
      { kind: 'api key', id: key, grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }] },
    ])
  })
})

describe('credentials rotate and revoke', () => {
  test('a new secret leaves what the credential may do as it is', async () => {
    const t = await terminal()
    const narrowed = [...reader, '--bucket', id('a'), '--allow-ip', '192.0.2.1']
    for (const kind of ['service-account', 'api-key']) {
      const made = await added(t, kind, ...narrowed)
      const before = await storeOf(t).credentials()
      const { code, stdout } = await t.runs('credentials', 'rotate', made.id)
      expect([code, shown(stdout).id]).toEqual([0, made.id])
      expect(shown(stdout).secret).not.toBe(made.secret)
      expect(shown(stdout).secret).toHaveLength(made.secret.length)
      expect(await storeOf(t).credentials()).toEqual(before)
    }
  })

  test('revoke deletes one credential', async () => {
    const t = await terminal()
    const { id: key } = await added(t, 'api-key', ...reader)
    const { id: account } = await added(t, 'service-account', ...reader)
    expect(await t.runs('credentials', 'revoke', key)).toEqual({
      code: 0,
      stdout: '',
      stderr: `"${key}" opens nothing any more.\n`,
    })
    expect((await storeOf(t).credentials()).map((each) => each.id)).toEqual([account])
  })

  test('where one of each kind has the id, rotate asks which, and --kind says it', async () => {
    const t = await terminal()
    const [proof, grants] = ['e'.repeat(32), []]
    await storeOf(t).saveApiKey({ publicKey: 'both', ha1: proof, grants })
    await storeOf(t).saveServiceAccount({ clientId: 'both', secretHash: proof, grants })
    expect(await t.runs('credentials', 'rotate', 'both')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: a service account and an API key have the id "both"; say which with --kind\n',
    })
    const told = ['both', '--kind', 'service-account']
    const { stdout } = await t.runs('credentials', 'rotate', ...told)
    expect(stdout).toContain('MONGODB_ATLAS_CLIENT_ID=both\n')
    expect((await storeOf(t).serviceAccount('both'))?.secretHash).not.toBe(proof)
    expect((await storeOf(t).apiKey('both'))?.ha1).toBe(proof)
    expect((await t.runs('credentials', 'revoke', ...told)).code).toBe(0)
    expect((await storeOf(t).credentials()).map(({ kind }) => kind)).toEqual(['api key'])
  })

  test('--kind also tells of an id of its own form, for D1', async () => {
    const t = await terminal()
    const rotate = ['credentials', 'rotate', 'by-hand', '--sql', t.file('a.sql')]
    const { code, stdout } = await t.runs(...rotate, '--kind', 'service-account')
    expect([code, shown(stdout).id]).toEqual([0, 'by-hand'])
    expect(readFileSync(t.file('a.sql'), 'utf8')).toMatch(
      /^UPDATE credential SET proof = '[0-9a-f]{64}' WHERE kind = 'service account' AND id = 'by-hand';\n$/,
    )
  })

  test.each(['rotate', 'revoke'])('%s of what is not there exits with 1', async (command) => {
    const t = await terminal()
    const output = command === 'rotate' ? ['--output', t.file('a.env')] : []
    expect(await t.runs('credentials', command, "x' OR 1=1 --", ...output)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: no credential has the id "x' OR 1=1 --"; "pnpm edge credentials list" shows all\n`,
    })
    expect(readdirSync(t.folder)).not.toContain('a.env')
  })
})

describe('a database', () => {
  test('that is not there is not made by a slip of the pen', async () => {
    const t = await terminal({ migrated: false })
    const { code, stderr } = await t.runs('credentials', 'add', 'api-key', ...reader)
    expect([code, stderr]).toEqual([
      2,
      `error: no database at ${t.file('edge.db')}: check --database, or run edge migrate first\n`,
    ])
    expect(readdirSync(t.folder)).toEqual([])
  })

  test('is made by migrate, which may run any number of times', async () => {
    const t = await terminal({ migrated: false })
    const url = `file:${t.file('new/folder/edge.db')}`
    for (let i = 0; i < 2; i++) {
      const { code, stderr } = await t.runs('migrate', '--database', url)
      expect([code, stderr]).toEqual([0, 'The database has the newest schema.\n'])
    }
    expect((await t.runs('credentials', 'list', '--json', '--database', url)).stdout).toBe('[]\n')
    expect(statSync(t.file('new/folder')).mode & 0o777).toBe(0o700)
  })

  test.each([
    'edge.db',
    'file:',
    'postgres://db.example',
    'http://db.example',
    'libsql://db.example?authToken=hush',
    'https://user:hush@db.example',
  ])('%s is refused without being repeated', async (url) => {
    const { code, stderr } = await (await terminal()).runs('credentials', 'list', '--database', url)
    expect([code, stderr]).toEqual([2, expect.stringContaining('DATABASE_AUTH_TOKEN')])
    expect(stderr).not.toContain('hush')
  })

  test('that cannot be reached is an error, not a stack', async () => {
    const t = await terminal()
    const nowhere = ['--database', 'http://127.0.0.1:1']
    const { code, stderr } = await t.runs('credentials', 'list', ...nowhere)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: the database is away: .+\n$/)
  })
})

describe('wrong usage exits with 2, changes nothing and says', () => {
  const add = ['credentials', 'add', 'api-key']
  const operationIds = Object.keys(operations).join(', ')
  test.each([
    [[], 'no command; there are credentials add, credentials list, '],
    [['credentials'], 'unknown command "credentials"; there are credentials add, '],
    [['credentials', 'ad'], 'unknown command "credentials ad"; there are credentials add, '],
    [['add'], 'unknown command "add"; '],
    [['credentials', 'add'], 'credentials add: expected service-account or api-key, got nothing'],
    [
      ['credentials', 'add', 'key'],
      'credentials add: expected service-account or api-key, got "key"',
    ],
    [[...add, 'x', ...reader], 'credentials add: unexpected argument "x"'],
    [['credentials', 'list', 'x'], 'credentials list: unexpected argument "x"'],
    [
      ['credentials', 'revoke', 'a', '--kind', 'key'],
      '--kind: expected service-account or api-key, got "key"',
    ],
    [['credentials', 'rotate'], 'credentials rotate: expected ID, got nothing'],
    [['credentials', 'revoke', 'a', 'b'], 'credentials revoke: unexpected argument "b"'],
    [[...add, ...reader, '--secret', 'x'], 'unknown flag --secret; there are --project, --role, '],
    [[...add, ...reader, '-s'], 'unknown flag -s; '],
    [[...add], '--project: missing'],
    [[...add, '--role', 'GROUP_READ_ONLY'], '--role comes after the --project that it is for'],
    [[...add, ...project], `--project ${groupId}: expected --role GROUP_READ_ONLY, GROUP_BACKUP_M`],
    [[...add, '--project', 'ABC'], '--project: expected 24 lower-case hexadecimal digits, got 3'],
    [[...add, '--project'], '--project: expected ID, got nothing'],
    [[...add, ...project, '--role', '--bucket'], '--role: expected ROLE, got nothing'],
    [
      [...add, ...project, '--role', 'GROUP_OWNR'],
      '--role: expected GROUP_READ_ONLY, GROUP_BACKUP_MANAGER, GROUP_OWNER, got "GROUP_OWNR"',
    ],
    [
      [...add, ...reader, '--operation', 'getExportBucket'],
      `--operation: expected ${operationIds}, got "getExportBucket"`,
    ],
    [
      [...add, ...reader, '--operation', 'deleteGroupBackupExportBucket'],
      '--operation: deleteGroupBackupExportBucket needs --role GROUP_BACKUP_MANAGER',
    ],
    [
      [...add, ...reader, '--operation', 'listGroupBackupExportBuckets', '--bucket', id('a')],
      '--operation: listGroupBackupExportBuckets is not about one bucket; leave out --bucket',
    ],
    [[...add, ...reader, '--bucket', 'a'], '--bucket: expected 24 lower-case hexadecimal digits'],
    ...[
      '*',
      '10.0.0.0/33',
      '10.0.0.0/8/8',
      '10.0.0',
      '::1/129',
      'example.com',
      '1.2.3.4:80',
      '',
    ].map(
      (entry) =>
        [
          [...add, ...reader, `--allow-ip=${entry}`],
          `--allow-ip: expected an IP address or a CIDR block, such as 203.0.113.0/24, got "${entry}"`,
        ] as const,
    ),
    [[...add, ...reader, '--output', 'a', '--output', 'b'], '--output is given twice'],
    [['credentials', 'list', '--json=yes'], '--json takes no value'],
    [
      [...add, ...reader, '--sql', '/nowhere/a.sql', '--database', 'file:a.db'],
      '--sql and --database: a change goes to one of them',
    ],
  ] as [string[], string][])('%j: %s', async (args, said) => {
    const t = await terminal()
    const { code, stdout, stderr } = await t.runs(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.startsWith(`error: ${said}`)).toBe(true)
    expect(await storeOf(t).credentials()).toEqual([])
  })
})

describe('help', () => {
  test('of the program names every command and says where the token goes', async () => {
    for (const args of [['--help'], ['help'], ['credentials', '-h']]) {
      const { code, stdout, stderr } = await (await terminal()).runs(...args)
      expect([code, stderr]).toEqual([0, ''])
      for (const name of ['add', 'list', 'rotate', 'revoke']) {
        expect(stdout).toContain(`  credentials ${name}`)
      }
      expect(stdout).toContain('DATABASE_AUTH_TOKEN')
    }
  })

  test.each([
    'credentials add',
    'credentials list',
    'credentials rotate',
    'credentials revoke',
    'migrate',
  ])('of %s shows its usage, its flags and an example, whatever else is wrong', async (name) => {
    const { code, stdout } = await (await terminal()).runs(...name.split(' '), '--nonsense', '-h')
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: pnpm edge ${name}`)
    expect(stdout).toContain('--database URL')
    expect(stdout).toMatch(/Examples:\n {2}.*pnpm .*edge /)
  })
})
