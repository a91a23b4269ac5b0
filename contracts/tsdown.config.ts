import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/verify/verify-provider.ts',
    main: 'src/cli/main.ts',
    'native-process': 'src/verify/native-process.ts',
  },
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  dts: { entry: 'src/verify/verify-provider.ts' },
})

export default config
