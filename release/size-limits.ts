/**
 * The most that each published module may weigh with all that it imports: bundled for a Worker or a browser, minified,
 * compressed by gzip. `size-limit` says what it weighs today: `pnpm --filter @export-buckets/release size`.
 */
const sizeLimits: Readonly<Record<string, string>> = {
  '@export-buckets/core': '7.1 kB',
  '@export-buckets/digest/client': '6.8 kB',
  '@export-buckets/digest/server': '7.5 kB',
  '@export-buckets/client': '16.9 kB',
  '@export-buckets/edge': '33.8 kB',
  '@export-buckets/edge/api-page': '9.9 kB',
  '@export-buckets/edge/api-page/folder': '150 B',
  '@export-buckets/edge/cloudflare': '40 kB',
  '@export-buckets/edge/netlify': '61.6 kB',
  '@export-buckets/edge/node': '200 B',
  '@export-buckets/edge/vercel': '61.6 kB',
  '@export-buckets/edge/store/libsql': '5.2 kB',
  '@export-buckets/edge/gateway/cache-api': '300 B',
  '@export-buckets/edge/gateway/memory-cache': '6.2 kB',
  '@export-buckets/edge/metrics/prometheus': '33.4 kB',
  '@export-buckets/edge/store/d1': '4.2 kB',
  '@export-buckets/edge/store/rate-limiters': '750 B',
  '@export-buckets/edge/rate-limit-object': '1000 B',
  '@export-buckets/edge/store/memory': '600 B',
  '@export-buckets/edge/store/migrate': '500 B',
  '@export-buckets/edge/store/migrate-sqlite': '350 B',
  '@export-buckets/edge/store/remote': '16.3 kB',
  '@export-buckets/edge/store/sqlite': '4.7 kB',
  '@export-buckets/contracts': '14 kB',
}

/** The most that a part of an entry may weigh, for those who import no more of it. */
export const partLimits: readonly {
  readonly entry: string
  /** The names that are imported. */
  readonly names: readonly string[]
  readonly limit: string
}[] = [
  {
    entry: '@export-buckets/client',
    names: ['createBareClient', 'serviceAccount'],
    limit: '7.4 kB',
  },
]

/** @throws Error when an entry is published without a limit */
export function sizeLimitOf(entry: string): string {
  const limit = sizeLimits[entry]
  if (limit !== undefined) return limit
  throw new Error(`${entry} has no limit: add one to release/size-limits.ts`)
}
