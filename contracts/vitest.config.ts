import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    include: ['{broker,cli,consumer,drift,matrix,provider}/**/*.test.ts'],
    // The default leaves one core out; of the two of a small machine that is half.
    maxWorkers: '100%',
  },
})

export default config
