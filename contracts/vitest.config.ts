import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: { include: ['{broker,cli,consumer,drift,matrix,provider}/**/*.test.ts'] },
})

export default config
