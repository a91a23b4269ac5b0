import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    // Test files share loaded modules: loading them for each file takes longer than the tests.
    isolate: false,
  },
})

export default config
