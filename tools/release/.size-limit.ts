import { builtinModules } from 'node:module'
import { wranglerConditions } from '@export-buckets/test-support/wrangler-config'
import { entries } from './published.ts'
import { getSizeLimit, partialImports } from './size-limits.ts'

/** Bundles as wrangler does. The modules of Node are external, so they do not count. */
const bundleAsWorker = (config?: object): object => ({
  ...config,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['browser', 'module', 'main'],
  conditions: wranglerConditions,
  external: [...builtinModules, 'node:*', 'cloudflare:*'],
})

interface Check {
  readonly name: string
  readonly path: string
  readonly import?: string
  readonly limit: string | undefined
}

const entryChecks = entries.map(
  ({ name, module }): Check => ({ name, path: module, limit: getSizeLimit(name) }),
)

/** Returns the check of a partial import. @throws Error when the entry is not published */
function toPartialCheck({ entry, names }: (typeof partialImports)[number]): Check {
  const path = entries.find(({ name }) => name === entry)?.module
  if (path === undefined) throw new Error(`${entry} is not published: see release/size-limits.ts`)
  const list = names.join(', ')
  return { name: `${entry} { ${list} }`, path, import: `{ ${list} }`, limit: undefined }
}

const checks: readonly object[] = [...entryChecks, ...partialImports.map(toPartialCheck)].map(
  ({ limit, ...check }) => ({
    ...check,
    ...(limit !== undefined && { limit }),
    gzip: true,
    modifyEsbuildConfig: bundleAsWorker,
  }),
)

export default checks
