import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { commands } from '../../src/cli/commands/index.ts'
import { exitCodes } from '../../src/cli/errors.ts'
import { serverEnvVars } from '../../src/runtimes/server/env-vars.ts'
import { createTerminal } from './terminal.ts'

describe('help', () => {
  test('the help of the program lists every command, the exit codes and the variable for the token', async () => {
    for (const args of [['--help'], ['help'], ['credentials', '-h']]) {
      const { code, stdout, stderr } = await (await createTerminal()).run(...args)
      expect([code, stderr]).toEqual([0, ''])
      for (const { name } of commands) expect(stdout).toContain(`  ${name} `)
      expect(stdout).toContain('DATABASE_AUTH_TOKEN')
      for (const [exitCode, meaning] of Object.entries(exitCodes))
        expect(stdout).toMatch(new RegExp(`^  ${exitCode}  ${meaning}$`, 'm'))
    }
  })

  test.each([
    'credentials add',
    'credentials list',
    'credentials rotate',
    'credentials revoke',
    'clusters add',
    'clusters list',
    'clusters remove',
    'simulate',
    'migrate',
  ])(
    'the help of %s shows usage, flags and an example, even when other arguments are wrong',
    async (name) => {
      const { code, stdout } = await (await createTerminal()).run(
        ...name.split(' '),
        '--nonsense',
        '-h',
      )
      expect(code).toBe(0)
      expect(stdout).toContain(`Usage: export-buckets-edge ${name}`)
      expect(stdout).toContain('--database URL')
      expect(stdout).toMatch(/Examples:\n {2}.*export-buckets-edge /)
    },
  )

  test('the help of serve lists the environment variables and no flags', async () => {
    const { stdout } = await (await createTerminal()).run('serve', '--help')
    expect(stdout).toContain('Usage: export-buckets-edge serve\n')
    expect(stdout).not.toContain('Flags')
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
    for (const { name, description, default: defaultValue } of serverEnvVars) {
      const row =
        defaultValue === undefined ? description : `${description}; default: ${defaultValue}`
      expect(lines).toContainEqual([name, row])
    }
  })

  test.each(commands)('`help $name` prints the same text as `$name --help`', async ({ name }) => {
    const terminal = await createTerminal()
    const { stdout } = await terminal.run(...name.split(' '), '--help')
    expect(await terminal.run('help', ...name.split(' '))).toEqual({ code: 0, stdout, stderr: '' })
  })

  test.each([['help'], ['help', 'credentials'], ['-h'], ['help', '--help']])(
    'the arguments %s %s print the help of the program',
    async (...args) => {
      const terminal = await createTerminal()
      const { stdout } = await terminal.run('--help')
      expect(await terminal.run(...args)).toEqual({ code: 0, stdout, stderr: '' })
    },
  )

  test.each([
    ['help', 'serv'],
    ['serv', '--help'],
  ])('the help of an unknown command is an error: %s %s', async (...args) => {
    const { code, stdout, stderr } = await (await createTerminal()).run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('unknown command "serv')
  })

  test.each(['-V', '--version', 'version'])(
    '%s prints the version of the package',
    async (word) => {
      const { code, stdout } = await (await createTerminal()).run(word)
      expect([code, stdout]).toEqual([0, `${manifest.version}\n`])
    },
  )
})

test('the README lists every exit code', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  for (const [code, meaning] of Object.entries(exitCodes))
    expect(readme).toMatch(new RegExp(`^\\| ${code} +\\| ${meaning} +\\|$`, 'm'))
})
