import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unsupportedNodeMessage } from '../src/old-node.ts'

const root = new URL('../../../', import.meta.url)
const readText = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** Every program that is published, by its package and where it starts. */
const programs = [
  ['packages/client', 'src/cli/main.ts'],
  ['apps/edge', 'src/cli/main.ts'],
  ['contracts', 'src/cli/main.ts'],
] as const

describe.each(programs)('the program of %s', (folder, main) => {
  const range: string = JSON.parse(readText(`${folder}/package.json`)).engines.node

  test.each(['9.11.2', '20.20.2', '22.3.0', '22.19.9'])(
    'says that Node %s is too old',
    (version) => {
      const [, minVersion] = range.split('>=')
      expect(unsupportedNodeMessage(version, range)).toBe(
        `Node ${minVersion} or newer is needed; this is ${version}`,
      )
    },
  )

  test.each(['22.20.0', '22.21.0', '24.0.0', '100.0.0', process.versions.node])(
    'takes Node %s',
    (version) => {
      expect(unsupportedNodeMessage(version, range)).toBeUndefined()
    },
  )

  test('loads nothing but Node, its manifest and this check before it', () => {
    const importedModules = [
      ...readText(`${folder}/${main}`).matchAll(/^import (?!type ).*?'(.+?)'/gm),
    ]
      .map(([, module = '']) => module)
      .filter((module) => !module.startsWith('node:'))
    expect(importedModules).toEqual([
      '@export-buckets/cli-kit/old-node',
      expect.stringMatching(/\/package\.json$/),
    ])
  })
})

test('the check itself loads nothing', () => {
  expect(readText('packages/cli-kit/src/old-node.ts')).not.toMatch(/^import /m)
})

test.each([
  ['>=22.20', 0, 'went on\n', ''],
  ['>=999', 2, '', `error: Node 999 or newer is needed; this is ${process.versions.node}\n`],
])('a program that needs Node %s ends with %s', (range, code, out, err) => {
  const moduleUrl = new URL('../src/old-node.ts', import.meta.url)
  const script = `import { assertNodeVersion } from '${moduleUrl}'
    assertNodeVersion('${range}')
    console.log('went on')`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  )
  expect([status, stdout, stderr]).toEqual([code, out, err])
})
