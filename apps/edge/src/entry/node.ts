#!/usr/bin/env node
import { refuseOldNode } from '@export-buckets/command-line/old-node'
import manifest from '../../package.json' with { type: 'json' }

refuseOldNode(manifest.engines.node)
// Imported after the check, because an older Node lacks `node:sqlite`.
const { runOnNode } = await import('./node-server.ts')
await runOnNode()
