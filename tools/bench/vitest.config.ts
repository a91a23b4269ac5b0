import { join } from 'node:path'
import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    // Each suite starts many processes, which load the same modules.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node') },
    // Bounds what hangs; the suites take minutes on a machine that is busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})

export default config
