import { expect, test } from 'vitest'
import { defaultSimulation } from '../../src/store/resources.ts'
import { groupId, keys, otherGroupId } from '../stored-resources.ts'
import { withStore } from './credentials.ts'
import { createTerminal, type Terminal } from './terminal.ts'

const readSimulation = (terminal: Terminal) =>
  withStore(terminal, (store) => store.resource(keys.simulation))

const simulate = ['simulate', '--project', groupId]

test('simulate without a change prints the settings and changes nothing', async () => {
  const terminal = await createTerminal()
  const { code, stdout, stderr } = await terminal.run(...simulate)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe(
    'SETTING           VALUE\n' +
      'snapshot-seconds  4\n' +
      'export-seconds    6\n' +
      'role-seconds      0\n' +
      'export-failure    none\n',
  )
  expect(await readSimulation(terminal)).toBeUndefined()
})

test('settings that are not given keep those of the project, or the defaults', async () => {
  const terminal = await createTerminal()
  const run = async (...flags: string[]) => {
    const { code, stdout } = await terminal.run(...simulate, ...flags, '--json')
    expect(code).toBe(0)
    expect(await readSimulation(terminal)).toEqual(JSON.parse(stdout))
    return JSON.parse(stdout)
  }
  const first = { ...defaultSimulation, exportSeconds: 0.5 }
  expect(await run('--export-seconds', '0.5')).toEqual(first)
  const second = { ...first, roleSeconds: 30, exportFailure: 'The bucket is full.' }
  expect(await run('--role-seconds', '30', '--export-failure', 'The bucket is full.')).toEqual(
    second,
  )
  const third = { ...second, snapshotSeconds: 0 }
  expect(await run('--snapshot-seconds', '0')).toEqual(third)
  expect(await run()).toEqual(third)
})

test('--reset restores the defaults, before other changes', async () => {
  const terminal = await createTerminal()
  await terminal.run(...simulate, '--export-failure', 'x', '--role-seconds', '9')
  const changed = await terminal.run(...simulate, '--reset', '--role-seconds', '1', '--json')
  expect(JSON.parse(changed.stdout)).toEqual({ ...defaultSimulation, roleSeconds: 1 })
  expect(await readSimulation(terminal)).toEqual({ ...defaultSimulation, roleSeconds: 1 })
  const reset = await terminal.run(...simulate, '--reset', '--json')
  expect(JSON.parse(reset.stdout)).toEqual(defaultSimulation)
  expect(await readSimulation(terminal)).toBeUndefined()
})

test('a change is for one project', async () => {
  const terminal = await createTerminal()
  await terminal.run(...simulate, '--role-seconds', '9')
  const { stdout } = await terminal.run('simulate', '--project', otherGroupId, '--json')
  expect(JSON.parse(stdout)).toEqual(defaultSimulation)
})

test('control characters of a stored message are not printed', async () => {
  const terminal = await createTerminal()
  const { stdout } = await terminal.run(...simulate, '--export-failure', 'a\u001b[2J')
  expect(stdout).toContain('export-failure    a\\u{1b}[2J\n')
})
