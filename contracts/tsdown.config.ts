import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: {
    index: 'verify/verify-provider.ts',
    main: 'cli/main.ts',
    'native-process': 'verify/native-process.ts',
  },
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  dts: { entry: 'verify/verify-provider.ts' },
})

export default config
