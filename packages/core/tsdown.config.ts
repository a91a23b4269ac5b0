import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({ entry: 'src/index.ts', platform: 'neutral', dts: true })

export default config
