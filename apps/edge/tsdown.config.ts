import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig[] = defineConfig([
  {
    entry: [
      'src/index.ts',
      'src/gateway/cache-api-response-cache.ts',
      'src/gateway/memory-response-cache.ts',
      'src/cli/main.ts',
      'src/metrics/prometheus.ts',
      'src/rate-limit/durable-object.ts',
      'src/store/drivers/d1.ts',
      'src/api-page/api-page.ts',
      'src/api-page/folder.ts',
      'src/runtimes/cloudflare.ts',
      'src/runtimes/netlify.ts',
      'src/runtimes/node.ts',
      'src/runtimes/vercel.ts',
      'src/store/drivers/libsql.ts',
      'src/store/drivers/memory.ts',
      'src/store/migrate.ts',
      'src/rate-limit/sql.ts',
      'src/store/drivers/libsql-remote.ts',
      'src/store/migrate-sqlite.ts',
      'src/store/drivers/sqlite.ts',
    ],
    // `page/build.ts` writes the API page before.
    clean: ['dist/*', '!dist/page', '!dist/page/**'],
    platform: 'neutral',
    deps: { neverBundle: [/^node:/] },
    dts: true,
    unbundle: true,
  },
  // The servers for a clone; `pnpm start` runs Node's. They bundle the workspace's packages, which then need no build. The
  // published package does not bundle them, so that users get patches of core and digest.
  {
    entry: {
      node: 'src/runtimes/node.ts',
      deno: 'src/runtimes/deno.ts',
      bun: 'src/runtimes/bun.ts',
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
