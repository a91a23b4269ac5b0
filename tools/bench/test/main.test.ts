import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

function runMain(...args: string[]) {
  const main = join(import.meta.dirname, '..', 'src', 'main.ts')
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
}

test.each(['-h', '--help'])('%s prints the suites and options', (flag) => {
  const { status, stdout } = runMain(flag)
  expect(status).toBe(0)
  expect(stdout).toContain('edge|client|ids|worker|sizes')
  for (const option of ['--only', '--rounds', '--seconds', '--save', '-h']) {
    expect(stdout).toContain(option)
  }
})

test.each([
  [['--only', 'speed'], '--only: expected edge, client, ids, worker, sizes, got "speed"'],
  [['--rounds', '0'], '--rounds: expected a number from 1 to 100, got "0"'],
  [['--seconds', 'two'], '--seconds: expected a number from 0.05 to 60, got "two"'],
])('%j exits with 2 and a message', (args, message) => {
  const { status, stderr } = runMain(...args)
  expect(stderr.trim()).toBe(message)
  expect(status).toBe(2)
})

test('--only runs one suite and prints its tables', () => {
  const { status, stdout } = runMain('--only', 'ids', '--rounds', '1', '--seconds', '0.05')
  expect(status).toBe(0)
  expect(stdout).toContain('## ids')
  expect(stdout).not.toContain('## sizes')
})
