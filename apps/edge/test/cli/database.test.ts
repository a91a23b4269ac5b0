import { readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { reader } from './credentials.ts'
import { kept, terminal } from './terminal.ts'

describe('a database', () => {
  test('that is not there is not made by a slip of the pen', async () => {
    const t = await terminal({ migrated: false })
    const { code, stderr } = await t.runs('credentials', 'add', 'api-key', ...reader)
    expect([code, stderr]).toEqual([
      2,
      `error: no database at ${t.file('edge.db')}: check --database, or run export-buckets-edge migrate first\n`,
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

  test('that cannot be is named by what it was given by', async () => {
    const t = await terminal()
    const given = await t.runs('migrate', '--database', 'ftp://a')
    expect([given.code, given.stderr]).toEqual([2, expect.stringMatching(/^error: --database: /)])
    const [stdout, stderr] = [kept(false), kept(false)]
    const env = { DATABASE_URL: 'ftp://a' }
    expect(await run({ args: ['migrate'], env, stdout, stderr })).toBe(2)
    expect(stderr.text()).toMatch(/^error: DATABASE_URL: /)
  })
})
