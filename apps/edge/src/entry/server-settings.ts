import type { ApiPage } from '../api-page/page.ts'
import { memoryAnswerCache } from '../gateway/memory-answer-cache.ts'
import type { UpstreamParts } from '../gateway/parts.ts'
import { readUpstream } from '../gateway/settings.ts'
import type { Metrics } from '../metrics/metrics.ts'
import {
  type Listening,
  readListening,
  readSettings,
  type Settings,
  secretExpected,
  type Variables,
} from '../settings.ts'
import { metricsFor } from './metrics.ts'
import { servedPage } from './page.ts'

/** What the environment makes of a server. */
export interface ServerSettings extends Settings {
  readonly listening: Listening
  readonly page: ApiPage | undefined
  readonly upstream: UpstreamParts | undefined
  readonly metrics: Metrics | undefined
}

/**
 * Reads every variable of a server; `serverVariables` has them.
 *
 * @throws TypeError that names the variable and what it is expected to be; it never holds a secret
 */
export function readServerSettings(variables: Variables): ServerSettings {
  const settings = readSettings(variables)
  // Nodes that share a database take one another's tokens, so that they cannot each make up a secret.
  if (typeof settings.database === 'object' && settings.secret === undefined) {
    throw new TypeError(`${secretExpected}, the same on every node that shares DATABASE_URL`)
  }
  return {
    ...settings,
    listening: readListening(variables),
    page: servedPage(variables),
    upstream: readUpstream(variables, memoryAnswerCache()),
    metrics: metricsFor(variables),
  }
}
