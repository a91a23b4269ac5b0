import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: {
    include: ['{broker,cli,consumer,drift,matrix,provider}/**/*.test.ts'],
    // By default one core is left out, of two the half; verifications mostly wait for other processes.
    maxWorkers: '100%',
  },
})

export default config
