import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    // The files share the modules that they load: to load them for each file takes longer than the tests.
    isolate: false,
  },
})

export default config
