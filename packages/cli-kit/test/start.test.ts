import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unsupportedNodeMessage } from '../src/start.ts'

const root = new URL('../../../', import.meta.url)
const readText = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** The published programs: their packages and main modules. */
const programs = [
  ['packages/client', 'src/cli/main.ts'],
  ['apps/edge', 'src/cli/main.ts'],
  ['contracts', 'src/cli/main.ts'],
] as const

describe.each(programs)('the program of %s', (folder, main) => {
  const range: string = JSON.parse(readText(`${folder}/package.json`)).engines.node

  test.each(['9.11.2', '20.20.2', '22.3.0', '22.19.9'])('Node %s is too old', (version) => {
    const [, minVersion] = range.split('>=')
    expect(unsupportedNodeMessage(version, range)).toBe(
      `Node ${minVersion} or newer is needed; this is ${version}`,
    )
  })

  test.each(['22.20.0', '22.21.0', '24.0.0', '100.0.0', process.versions.node])(
    'Node %s is supported',
    (version) => {
      expect(unsupportedNodeMessage(version, range)).toBeUndefined()
    },
  )

  test('the main module imports only Node, the manifest and the check before the check runs', () => {
    const importedModules = [
      ...readText(`${folder}/${main}`).matchAll(/^import (?!type ).*?'(.+?)'/gm),
    ]
      .map(([, module = '']) => module)
      .filter((module) => !module.startsWith('node:'))
    expect(importedModules).toEqual([
      '@export-buckets/cli-kit/start',
      expect.stringMatching(/\/package\.json$/),
    ])
  })
})

test('the module of the check has no runtime imports', () => {
  expect(readText('packages/cli-kit/src/start.ts')).not.toMatch(/^import (?!type )/m)
})

test.each([
  ['>=22.20', 0, 'continued\n', ''],
  ['>=999', 2, '', `error: Node 999 or newer is needed; this is ${process.versions.node}\n`],
])('a program that requires Node %s exits with %s', (range, code, out, err) => {
  const moduleUrl = new URL('../src/start.ts', import.meta.url)
  const script = `import { assertNodeVersion } from '${moduleUrl}'
    assertNodeVersion('${range}')
    console.log('continued')`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  )
  expect([status, stdout, stderr]).toEqual([code, out, err])
})

test('the first SIGINT aborts the interrupt signal, and the second ends the process', () => {
  const moduleUrl = new URL('../src/start.ts', import.meta.url)
  const script = `import { createInterruptSignal } from '${moduleUrl}'
    const signal = createInterruptSignal()
    signal.addEventListener('abort', () => {
      console.log('aborted')
      process.kill(process.pid, 'SIGINT')
    })
    setInterval(() => undefined, 1000)
    process.kill(process.pid, 'SIGINT')`
  const { signal, stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  )
  expect([signal, stdout]).toEqual(['SIGINT', 'aborted\n'])
})
