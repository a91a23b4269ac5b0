import { builtinModules } from 'node:module'
import { entries } from './published.ts'
import { sizeLimitOf } from './size-limits.ts'

/** As wrangler bundles; what is Node's own is not counted. */
const asWorker = (config?: object): object => ({
  ...config,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['workerd', 'worker', 'browser'],
  external: [...builtinModules, 'node:*', 'cloudflare:*'],
})

const checks: readonly object[] = entries.map(({ name, module }) => ({
  name,
  path: module,
  limit: sizeLimitOf(name),
  gzip: true,
  modifyEsbuildConfig: asWorker,
}))

export default checks
