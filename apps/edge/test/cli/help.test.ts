import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { terminal } from './terminal.ts'

describe('help', () => {
  test('of the program names every command and says where the token goes', async () => {
    for (const args of [['--help'], ['help'], ['credentials', '-h']]) {
      const { code, stdout, stderr } = await (await terminal()).runs(...args)
      expect([code, stderr]).toEqual([0, ''])
      for (const name of ['add', 'list', 'rotate', 'revoke']) {
        expect(stdout).toContain(`  credentials ${name}`)
      }
      expect(stdout).toContain('DATABASE_AUTH_TOKEN')
      expect(stdout).toMatch(/^Exit codes:\n( {2}[0-3] .*\n){4}/m)
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
    expect(stdout).toContain(`Usage: export-buckets-edge ${name}`)
    expect(stdout).toContain('--database URL')
    expect(stdout).toMatch(/Examples:\n {2}.*export-buckets-edge /)
  })

  test('of serve, which goes by the environment alone, shows no flags', async () => {
    const { stdout } = await (await terminal()).runs('serve', '--help')
    expect(stdout).toContain('Usage: export-buckets-edge serve\n')
    expect(stdout).not.toContain('Flags')
  })

  test('the version is that of the package', async () => {
    const { code, stdout } = await (await terminal()).runs('-V')
    expect([code, stdout]).toEqual([0, `${manifest.version}\n`])
  })
})
