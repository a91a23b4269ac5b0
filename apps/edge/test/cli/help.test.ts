import { describe, expect, test } from 'vitest'
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
