import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: ['src/client.ts', 'src/server.ts'],
  platform: 'neutral',
  dts: true,
})

export default config
