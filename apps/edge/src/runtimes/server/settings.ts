import { existsSync } from 'node:fs'
import { apiPage } from '../../api-page/api-page.ts'
import type { ApiPage } from '../../api-page/files.ts'
import { pageFolder } from '../../api-page/folder.ts'
import { memoryResponseCache } from '../../gateway/memory-response-cache.ts'
import type { UpstreamOptions } from '../../gateway/options.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { prometheusMetrics } from '../../metrics/prometheus.ts'
import {
  type EnvVars,
  type ListenOptions,
  readChoice,
  readListenOptions,
  readSettings,
  readTrimmedVar,
  type Settings,
  secretExpectedMessage,
} from '../settings.ts'
import { readUpstreamOptions } from '../upstream-settings.ts'

/** The settings of a server for Node, Deno or Bun. */
export interface ServerSettings extends Settings {
  readonly listenOptions: ListenOptions
  readonly page: ApiPage | undefined
  readonly upstream: UpstreamOptions | undefined
  readonly metrics: Metrics | undefined
}

/**
 * Returns the API page, or `undefined` with `API_PAGE=off` or before the page is built.
 *
 * @throws TypeError when `API_PAGE` is neither `on` nor `off`
 */
export function loadApiPage(env: EnvVars, folder: string = pageFolder): ApiPage | undefined {
  if (readChoice(env, 'API_PAGE', ['on', 'off']) === 'off' || !existsSync(folder)) return undefined
  return apiPage(folder)
}

/**
 * Returns the metrics of a server, or `undefined` without `METRICS_TOKEN`, so that nobody exposes them by accident.
 *
 * @throws TypeError when the token is short or not a Bearer token
 */
export function readMetrics(env: EnvVars): Metrics | undefined {
  const token = readTrimmedVar(env, 'METRICS_TOKEN')
  return token === undefined ? undefined : prometheusMetrics({ token })
}

/**
 * Reads every environment variable of a server. `serverEnvVars` describes them.
 *
 * @throws TypeError that names the variable and the expected value, and never contains a secret
 */
export function readServerSettings(variables: EnvVars): ServerSettings {
  const settings = readSettings(variables)
  // Nodes that share a database accept each other's tokens, so they need the same secret.
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
