import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { oldNode } from '../old-node.ts'

test.each(['20.20.2', '22.19.9'])('Node %s is told that it is too old', (version) => {
  const [, oldest] = manifest.engines.node.split('>=')
  expect(oldNode(version)).toBe(`Node ${oldest} or newer is needed; this is ${version}`)
})

test.each(['22.20.0', '22.21.0', '24.0.0', process.versions.node])('Node %s is not', (version) => {
  expect(oldNode(version)).toBeUndefined()
})
