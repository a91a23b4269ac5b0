#!/usr/bin/env node
import { assertNodeVersion } from '@export-buckets/cli-kit/start'
import manifest from '../../package.json' with { type: 'json' }

assertNodeVersion(manifest.engines.node)
// Imported after the check, because an older Node lacks `node:sqlite`.
const { runOnNode } = await import('./server/node-server.ts')
await runOnNode()
