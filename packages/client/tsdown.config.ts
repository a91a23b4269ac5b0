import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
  platform: 'neutral',
  // Only the command line imports Node modules.
  deps: { neverBundle: [/^node:/] },
  dts: { entry: 'src/index.ts' },
})

export default config
