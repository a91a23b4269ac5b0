import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
  platform: 'neutral',
  // The command line alone runs on Node only.
  deps: { neverBundle: [/^node:/] },
  dts: { entry: 'src/index.ts' },
})

export default config
