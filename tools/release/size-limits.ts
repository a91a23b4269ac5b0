/**
 * The maximum size of each published module with all its imports: bundled for a Worker or a browser, minified, and
 * compressed by gzip. The limits are no targets. They detect a dependency that was added by mistake. The client has no limit:
 * `pnpm --filter @export-buckets/release size` prints its size.
 */
const sizeLimits: Readonly<Record<string, string | undefined>> = {
  '@export-buckets/core': '16 kB',
  '@export-buckets/digest/client': '8 kB',
  '@export-buckets/digest/server': '9 kB',
  '@export-buckets/client': undefined,
  '@export-buckets/edge': '76 kB',
  '@export-buckets/edge/api-page': '12 kB',
  '@export-buckets/edge/api-page/folder': '150 B',
  '@export-buckets/edge/cloudflare': '96 kB',
  '@export-buckets/edge/netlify': '100 kB',
  '@export-buckets/edge/vercel': '100 kB',
  '@export-buckets/edge/store/libsql': '18 kB',
  '@export-buckets/edge/gateway/cache-api': '300 B',
  '@export-buckets/edge/gateway/memory-cache': '7 kB',
  '@export-buckets/edge/metrics/prometheus': '36 kB',
  '@export-buckets/edge/store/d1': '17 kB',
  '@export-buckets/edge/store/rate-limiters': '1 kB',
  '@export-buckets/edge/rate-limit-object': '2 kB',
  '@export-buckets/edge/store/memory': '2 kB',
  '@export-buckets/edge/store/migrate': '1 kB',
  '@export-buckets/edge/store/migrate-sqlite': '1 kB',
  '@export-buckets/edge/store/remote': '20 kB',
  '@export-buckets/edge/store/sqlite': '17 kB',
  '@export-buckets/contracts': '36 kB',
}

/** Imports of a part of an entry, whose size is reported without a limit. */
export const partialImports: readonly {
  readonly entry: string
  readonly names: readonly string[]
}[] = [{ entry: '@export-buckets/client', names: ['createBareClient', 'serviceAccount'] }]

/** Returns the size limit of an entry. @throws Error when the entry is not in the list */
export function getSizeLimit(entry: string): string | undefined {
  if (entry in sizeLimits) return sizeLimits[entry]
  throw new Error(`${entry} is not in the list: add it to release/size-limits.ts`)
}
