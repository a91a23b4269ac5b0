import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig[] = defineConfig([
  {
    entry: [
      'src/index.ts',
      'src/metrics/prometheus.ts',
      'src/rate-limit-object.ts',
      'src/store/d1.ts',
      'src/store/libsql.ts',
      'src/store/memory.ts',
      'src/store/migrate.ts',
      'src/store/rate-limiters.ts',
    ],
    platform: 'neutral',
    deps: { neverBundle: [/^node:/] },
    dts: true,
    unbundle: true,
  },
  // The server that `pnpm start` runs: one file, so that the workspace's packages need no build of their own.
  {
    entry: { 'entry/node': 'src/entry/node.ts' },
    platform: 'node',
    fixedExtension: false,
    dts: false,
    deps: { alwaysBundle: [/^@export-buckets\//] },
    clean: false,
  },
])

export default config
