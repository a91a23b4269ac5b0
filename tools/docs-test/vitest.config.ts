import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    // Bounds a command that hangs; some commands take minutes on a machine that is busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})

export default config
