import { builtinModules } from 'node:module'
import { conditions } from '../apps/edge/worker/as-wrangler.ts'
import { entries } from './published.ts'
import { partLimits, sizeLimitOf } from './size-limits.ts'

/** As wrangler bundles; what is Node's own is not counted. */
const asWorker = (config?: object): object => ({
  ...config,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['browser', 'module', 'main'],
  conditions,
  external: [...builtinModules, 'node:*', 'cloudflare:*'],
})

interface Check {
  readonly name: string
  readonly path: string
  readonly import?: string
  readonly limit: string
}

const wholes = entries.map(
  ({ name, module }): Check => ({ name, path: module, limit: sizeLimitOf(name) }),
)

/** @throws Error when there is no such entry */
function partOf({ entry, names, limit }: (typeof partLimits)[number]): Check {
  const path = entries.find(({ name }) => name === entry)?.module
  if (path === undefined) throw new Error(`${entry} is not published: see release/size-limits.ts`)
  const list = names.join(', ')
  return { name: `${entry} { ${list} }`, path, import: `{ ${list} }`, limit }
}

const checks: readonly object[] = [...wholes, ...partLimits.map(partOf)].map((check) => ({
  ...check,
  gzip: true,
  modifyEsbuildConfig: asWorker,
}))

export default checks
