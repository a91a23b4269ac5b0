import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig[] = defineConfig([
  {
    entry: [
      'src/index.ts',
      'src/gateway/cache-api-answer-cache.ts',
      'src/gateway/memory-answer-cache.ts',
      'src/cli/main.ts',
      'src/metrics/prometheus.ts',
      'src/rate-limit-object.ts',
      'src/store/d1.ts',
      'src/api-page/api-page.ts',
      'src/api-page/folder.ts',
      'src/entry/cloudflare.ts',
      'src/entry/netlify.ts',
      'src/entry/node.ts',
      'src/entry/vercel.ts',
      'src/store/libsql.ts',
      'src/store/memory.ts',
      'src/store/migrate.ts',
      'src/store/rate-limiters.ts',
      'src/store/remote.ts',
      'src/store/migrate-sqlite.ts',
      'src/store/sqlite.ts',
    ],
    // The API page is in there already.
    clean: ['dist/*', '!dist/page', '!dist/page/**'],
    platform: 'neutral',
    deps: { neverBundle: [/^node:/] },
    dts: true,
    unbundle: true,
  },
  // The servers as a clone runs them, of which `pnpm start` runs Node's: with the workspace's packages in them, so that these
  // need no build of their own. What is published has none of it: a patch of core or digest reaches who installed the edge.
  {
    entry: {
      node: 'src/entry/node.ts',
      deno: 'src/entry/deno.ts',
      bun: 'src/entry/bun.ts',
    },
    outDir: 'dist/server',
    platform: 'node',
    fixedExtension: false,
    dts: false,
    deps: { alwaysBundle: [/^@export-buckets\//] },
    clean: false,
  },
])

export default config
