import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** A program of one of the packages. */
interface Program {
  readonly manifest: { readonly engines: { readonly node: string } }
  readonly oldNode: (version: string) => string | undefined
  /** Where it starts. */
  readonly main: URL
}

/** What every program says of the Node that it runs on. */
export function testOldNode({ manifest, oldNode, main }: Program): void {
  test.each(['9.11.2', '20.20.2', '22.3.0', '22.19.9'])(
    'Node %s is told that it is too old',
    (version) => {
      const [, oldest] = manifest.engines.node.split('>=')
      expect(oldNode(version)).toBe(`Node ${oldest} or newer is needed; this is ${version}`)
    },
  )

  test.each(['22.20.0', '22.21.0', '24.0.0', '100.0.0', process.versions.node])(
    'Node %s is not',
    (version) => {
      expect(oldNode(version)).toBeUndefined()
    },
  )

  test('the program loads nothing but Node and this check before it', () => {
    const source = readFileSync(main, 'utf8')
    const loaded = [...source.matchAll(/^import (?!type ).*'(.+)'$/gm)].map(([, module]) => module)
    expect(loaded.filter((module) => !module?.startsWith('node:'))).toEqual(['./old-node.ts'])
  })
}
