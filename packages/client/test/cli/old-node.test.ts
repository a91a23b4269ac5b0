import manifest from '../../package.json' with { type: 'json' }
import { oldNode } from '../../src/cli/old-node.ts'
import { testOldNode } from './old-node-rules.ts'

testOldNode({ manifest, oldNode, main: new URL('../../src/cli/main.ts', import.meta.url) })
