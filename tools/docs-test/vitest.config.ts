import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    // Ends a command that hangs. Some commands take minutes on a busy machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})

export default config
