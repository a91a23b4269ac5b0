import { readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { readerFlags } from './credentials.ts'
import { createOutput, createTerminal } from './terminal.ts'

describe('a database', () => {
  test('that is not there is not made by a slip of the pen', async () => {
    const terminal = await createTerminal({ migrated: false })
    const { code, stderr } = await terminal.run('credentials', 'add', 'api-key', ...readerFlags)
    expect([code, stderr]).toEqual([
      2,
      `error: no database at ${terminal.file('edge.db')}: check --database, or run export-buckets-edge migrate first\n`,
    ])
    expect(readdirSync(terminal.folder)).toEqual([])
  })

  test('is made by migrate, which may run any number of times', async () => {
    const terminal = await createTerminal({ migrated: false })
    const url = `file:${terminal.file('new/folder/edge.db')}`
    for (let i = 0; i < 2; i++) {
      const { code, stderr } = await terminal.run('migrate', '--database', url)
      expect([code, stderr]).toEqual([0, 'The database has the newest schema.\n'])
    }
    expect((await terminal.run('credentials', 'list', '--json', '--database', url)).stdout).toBe(
      '[]\n',
    )
    expect(statSync(terminal.file('new/folder')).mode & 0o777).toBe(0o700)
  })

  test.each([
    'edge.db',
    'file:',
    'postgres://db.example',
    'http://db.example',
    'libsql://db.example?authToken=hush',
    'https://user:hush@db.example',
  ])('%s is refused without being repeated', async (url) => {
    const { code, stderr } = await (await createTerminal()).run(
      'credentials',
      'list',
      '--database',
      url,
    )
    expect([code, stderr]).toEqual([2, expect.stringContaining('DATABASE_AUTH_TOKEN')])
    expect(stderr).not.toContain('hush')
  })

  test('that cannot be reached is an error, not a stack', async () => {
    const terminal = await createTerminal()
    const unreachableFlags = ['--database', 'http://127.0.0.1:1']
    const { code, stderr } = await terminal.run('credentials', 'list', ...unreachableFlags)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: the database is away: .+\n$/)
  })

  test('that cannot be is named by what it was given by', async () => {
    const terminal = await createTerminal()
    const flagResult = await terminal.run('migrate', '--database', 'ftp://a')
    expect([flagResult.code, flagResult.stderr]).toEqual([
      2,
      expect.stringMatching(/^error: --database: /),
    ])
    const [stdout, stderr] = [createOutput(false), createOutput(false)]
    const env = { DATABASE_URL: 'ftp://a' }
    expect(await run({ args: ['migrate'], env, stdout, stderr })).toBe(2)
    expect(stderr.text()).toMatch(/^error: DATABASE_URL: /)
  })
})
