import { builtinModules } from 'node:module'
import { wranglerConditions } from '@export-buckets/test-support/wrangler-config'
import { entries } from './published.ts'
import { parts, sizeLimitOf } from './size-limits.ts'

/** As wrangler bundles; what is Node's own is not counted. */
const asWorker = (config?: object): object => ({
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

const wholes = entries.map(
  ({ name, module }): Check => ({ name, path: module, limit: sizeLimitOf(name) }),
)

/** @throws Error when there is no such entry */
function partOf({ entry, names }: (typeof parts)[number]): Check {
  const path = entries.find(({ name }) => name === entry)?.module
  if (path === undefined) throw new Error(`${entry} is not published: see release/size-limits.ts`)
  const list = names.join(', ')
  return { name: `${entry} { ${list} }`, path, import: `{ ${list} }`, limit: undefined }
}

const checks: readonly object[] = [...wholes, ...parts.map(partOf)].map(({ limit, ...check }) => ({
  ...check,
  ...(limit !== undefined && { limit }),
  gzip: true,
  modifyEsbuildConfig: asWorker,
}))

export default checks
