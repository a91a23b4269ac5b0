import { existsSync, readFileSync } from 'node:fs'
import { operations, roles } from '@export-buckets/core'
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupId, id } from '../world.ts'
import { admin, reader } from './admin.ts'

const a = admin('new-folder/test.db')
beforeAll(async () => void (await a.run('migrate')))
afterAll(() => a.remove())

const add = ['credentials', 'add', 'service-account']
const operationIds = Object.keys(operations).join(', ')

describe('a command line that is wrong exits with 2 and says what is expected', () => {
  test.each([
    [[], 'no command; there are credentials add, credentials list'],
    [['credential', 'add'], 'unknown command "credential add"; there are credentials add'],
    [['credentials', 'adds'], 'unknown command "credentials adds"'],
    [['credentials', 'add', ...reader], 'missing service-account|api-key'],
    [
      ['credentials', 'add', 'password', ...reader],
      'KIND: expected service-account or api-key, got "password"',
    ],
    [[...add, 'api-key', ...reader], 'unexpected argument "api-key"'],
    [[...add, '--role', 'GROUP_READ_ONLY'], 'missing --project'],
    [[...add, '--project', groupId], 'missing --role'],
    [[...add, ...reader, '--project', groupId], '--project is given twice'],
    [[...add, ...reader, '--bucket', ''], '--bucket: expected a value, got nothing'],
    [
      [...add, '--project', 'ABC', '--role', 'GROUP_READ_ONLY'],
      '--project: expected 24 lower-case hexadecimal digits, got 3 characters: "ABC"',
    ],
    [
      [...add, '--project', groupId, '--role', 'ADMIN'],
      `--role: expected ${roles.join(', ')}, got "ADMIN"`,
    ],
    [
      [...add, ...reader, '--operation', 'getExportBucket'],
      `--operation: expected ${operationIds}, got "getExportBucket"`,
    ],
    [
      [...add, ...reader, '--bucket', 'nope'],
      '--bucket: expected 24 lower-case hexadecimal digits, got 4 characters: "nope"',
    ],
    [
      [...add, ...reader, '--operation', 'deleteGroupBackupExportBucket'],
      '--operation deleteGroupBackupExportBucket: needs --role GROUP_BACKUP_MANAGER or GROUP_OWNER',
    ],
    [
      [...add, ...reader, '--operation', 'listGroupBackupExportBuckets', '--bucket', id('a')],
      '--operation listGroupBackupExportBuckets: is about no single bucket, and closed by --bucket',
    ],
    [['credentials', 'rotate'], 'missing ID'],
    [['credentials', 'rotate', 'a\nb'], 'ID: expected a client id or a public key, got "a\\nb"'],
    [
      ['credentials', 'revoke', 'a', '--kind', 'x'],
      '--kind: expected service-account or api-key, got "x"',
    ],
    [['credentials', 'list', 'all'], 'unexpected argument "all"'],
    [['credentials', 'list', '--jsn'], "Unknown option '--jsn'; --help says how"],
    [['credentials', 'list', '--database'], "Option '--database <value>' argument missing"],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await a.run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`error: ${message}`)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  test.each([
    '203.0.113.0/33',
    '203.0.113',
    'example.com',
    '*',
    '2001:db8::/129',
    '10.0.0.0/',
    ' ',
  ])('--allow-ip %j', async (address) => {
    const { code, stderr } = await a.run(...add, ...reader, '--allow-ip', address)
    expect(code).toBe(2)
    expect(stderr).toContain(
      `--allow-ip: expected an IP address or a CIDR block, such as 203.0.113.0/24, got ${JSON.stringify(address)}`,
    )
  })

  test('no secret can be given, and one that is tried is not repeated', async () => {
    const { code, stderr } = await a.run(...add, ...reader, '--secret=hunter2hunter2')
    expect(code).toBe(2)
    expect(stderr).toContain("Unknown option '--secret'")
    expect(stderr).not.toContain('hunter2')
  })

  test.each([
    'postgres://database.example.com',
    'http://database.example.com',
    'libsql://database.example.com?authToken=hunter2',
    'https://user:hunter2@database.example.com',
    'file:',
    'test.db',
  ])('--database %s', async (url) => {
    for (const [args, env, source] of [
      [['--database', url], {}, '--database'],
      [[], { DATABASE_URL: url }, 'DATABASE_URL'],
    ] as const) {
      const { code, stderr } = await a.runIn({ env }, 'credentials', 'list', ...args)
      expect(code).toBe(2)
      expect(stderr).toContain(`${source}: expected file:PATH, libsql://… or https://…`)
      expect(stderr).not.toContain('hunter2')
    }
  })

  test('nothing is changed', async () => {
    expect(JSON.parse((await a.run('credentials', 'list', '--json')).stdout)).toEqual([])
  })
})

describe('what cannot be done exits with 1 and says what to do', () => {
  test('a database that is not there is not made by mistake', async () => {
    const path = a.file('absent.db')
    const { code, stderr } = await a.run('credentials', 'list', '--database', `file:${path}`)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: ${path}: no such database; pnpm edge migrate makes it\n`,
    })
    expect(existsSync(path)).toBe(false)
  })

  test('a database without a schema', async () => {
    const url = `file:${a.file('empty.db')}`
    await createClient({ url }).execute('CREATE TABLE other (a TEXT)')
    for (const command of [['list'], ['revoke', 'a'], ['add', 'api-key', ...reader]]) {
      const { code, stderr } = await a.run('credentials', ...command, '--database', url)
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: 'error: the database is not migrated; pnpm edge migrate does that\n',
      })
    }
  })

  test('a database that another process holds', async () => {
    const other = createClient({ url: a.url })
    const lock = await other.transaction('write')
    const { code, stdout, stderr } = await a.run('credentials', 'add', 'api-key', ...reader)
    await lock.rollback()
    other.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^error: the database is away: .*locked\n$/)
  })

  test('a database on a machine that does not answer', async () => {
    const { code, stderr } = await a.run(
      ...['credentials', 'list', '--database', 'http://127.0.0.1:1'],
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: the database is away: .+\n$/)
  })

  test('a file that cannot be written', async () => {
    const file = a.file('no/such/folder.env')
    const { code, stderr } = await a.run(...add, ...reader, '--output', file)
    expect(code).toBe(1)
    expect(stderr).toContain(`error: ${file}: cannot be written: ENOENT`)
  })
})

describe('help', () => {
  test('of the program names every command', async () => {
    for (const word of ['help', '--help', '-h']) {
      const { code, stdout, stderr } = await a.run(word)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      for (const name of ['add', 'list', 'rotate', 'revoke']) {
        expect(stdout).toContain(`credentials ${name}`)
      }
      expect(stdout).toContain('migrate')
    }
  })

  test.each([
    'credentials add',
    'credentials list',
    'credentials rotate',
    'credentials revoke',
    'migrate',
  ])('of %s comes whatever else is wrong, and either way', async (name) => {
    const words = name.split(' ')
    const { code, stdout } = await a.run(...words, '--nonsense', '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: pnpm edge ${name}`)
    expect(stdout).toBe((await a.run('help', ...words)).stdout)
  })

  test('names every role and operation', async () => {
    const { stdout } = await a.run('help', 'credentials', 'add')
    for (const each of [...roles, ...Object.keys(operations)]) expect(stdout).toContain(each)
  })
})

test('the repository runs it as `pnpm edge`', () => {
  const repository = new URL('../../../../package.json', import.meta.url)
  const { scripts } = JSON.parse(readFileSync(repository, 'utf8'))
  expect(scripts.edge).toBe('node apps/edge/src/cli/main.ts')
})
