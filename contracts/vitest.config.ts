import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../vitest.base.ts'

const config: ViteUserConfig = mergeConfig(sharedConfig, {
  test: { include: ['{consumer,provider,matrix}/*.test.ts', 'cli/test/*.test.ts'] },
})

export default config
