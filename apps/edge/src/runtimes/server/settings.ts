import type { ApiPage } from '../../api-page/page.ts'
import { memoryResponseCache } from '../../gateway/memory-response-cache.ts'
import type { UpstreamOptions } from '../../gateway/options.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import {
  type EnvVars,
  type ListenOptions,
  readListenOptions,
  readSettings,
  type Settings,
  secretExpectedMessage,
} from '../settings.ts'
import { readUpstreamOptions } from '../upstream-settings.ts'
import { loadApiPage } from './api-page.ts'
import { readMetrics } from './metrics.ts'

/** What the environment makes of a server. */
export interface ServerSettings extends Settings {
  readonly listenOptions: ListenOptions
  readonly page: ApiPage | undefined
  readonly upstream: UpstreamOptions | undefined
  readonly metrics: Metrics | undefined
}

/**
 * Reads every variable of a server; `serverVariables` has them.
 *
 * @throws TypeError that names the variable and what it is expected to be; it never holds a secret
 */
export function readServerSettings(variables: EnvVars): ServerSettings {
  const settings = readSettings(variables)
  // Nodes that share a database take one another's tokens, so that they cannot each make up a secret.
  if (typeof settings.database === 'object' && settings.secret === undefined) {
    throw new TypeError(`${secretExpectedMessage}, the same on every node that shares DATABASE_URL`)
  }
  return {
    ...settings,
    listenOptions: readListenOptions(variables),
    page: loadApiPage(variables),
    upstream: readUpstreamOptions(variables, memoryResponseCache()),
    metrics: readMetrics(variables),
  }
}
