import { testOldNode } from '../../../packages/client/test/cli/old-node-rules.ts'
import manifest from '../../package.json' with { type: 'json' }
import { oldNode } from '../old-node.ts'

testOldNode({ manifest, oldNode, main: new URL('../main.ts', import.meta.url) })
