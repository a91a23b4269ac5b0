import { join } from 'node:path'
import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    // Each suite starts many processes, which load the same modules.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node') },
    // Ends a test that hangs. The suites take minutes on a busy machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})

export default config
