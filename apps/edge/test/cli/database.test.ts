import { readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { readerFlags } from './credentials.ts'
import { createOutput, createTerminal } from './terminal.ts'

describe('the database of a command', () => {
  test('a missing database is not created by credentials add', async () => {
    const terminal = await createTerminal({ migrated: false })
    const { code, stderr } = await terminal.run('credentials', 'add', 'api-key', ...readerFlags)
    expect([code, stderr]).toEqual([
      2,
      `error: no database at ${terminal.file('edge.db')}: check --database, or run "export-buckets-edge migrate" first\n`,
    ])
    expect(readdirSync(terminal.folder)).toEqual([])
  })

  test('migrate creates the database, and may run any number of times', async () => {
    const terminal = await createTerminal({ migrated: false })
    const url = `file:${terminal.file('new/folder/edge.db')}`
    for (let i = 0; i < 2; i++) {
      const { code, stderr } = await terminal.run('migrate', '--database', url)
      expect([code, stderr]).toEqual([0, 'The database has the latest schema.\n'])
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
  ])('the URL %s is rejected and not repeated in the error', async (url) => {
    const { code, stderr } = await (await createTerminal()).run(
      'credentials',
      'list',
      '--database',
      url,
    )
    expect([code, stderr]).toEqual([2, expect.stringContaining('DATABASE_AUTH_TOKEN')])
    expect(stderr).not.toContain('hush')
  })

  test('an unreachable database causes an error message without a stack', async () => {
    const terminal = await createTerminal()
    const unreachableFlags = ['--database', 'http://127.0.0.1:1']
    const { code, stderr } = await terminal.run('credentials', 'list', ...unreachableFlags)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: the database is unavailable: .+\n$/)
  })

  test('the error for an invalid URL names the flag or variable that set it', async () => {
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
