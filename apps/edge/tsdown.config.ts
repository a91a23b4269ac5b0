import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig[] = defineConfig([
  {
    entry: [
      'src/index.ts',
      'src/gateway/cache-api-answer-cache.ts',
      'src/gateway/memory-answer-cache.ts',
      'src/metrics/prometheus.ts',
      'src/rate-limit-object.ts',
      'src/store/d1.ts',
      'src/api-page/api-page.ts',
      'src/api-page/folder.ts',
      'src/entry/cloudflare.ts',
      'src/entry/netlify.ts',
      'src/entry/node-parts.ts',
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
  // The servers, of which `pnpm start` runs Node's: bundled, so that the workspace's packages need no build of their own.
  {
    entry: {
      'entry/node': 'src/entry/node.ts',
      'entry/deno': 'src/entry/deno.ts',
      'entry/bun': 'src/entry/bun.ts',
    },
    platform: 'node',
    fixedExtension: false,
    dts: false,
    deps: { alwaysBundle: [/^@export-buckets\//] },
    // What they share looks for the migrations and the API page from where it lies.
    outputOptions: { chunkFileNames: 'entry/[name]-[hash].js' },
    clean: false,
  },
])

export default config
