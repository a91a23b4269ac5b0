import type { Hono } from 'hono'
import { createApp } from '../app.ts'
import type { GetClientAddress } from '../auth/client-address.ts'
import { memoryResponseCache } from '../gateway/memory-response-cache.ts'
import type { Env } from '../http/request-context.ts'
import { sqlRateLimiters } from '../rate-limit/sql.ts'
import { libsqlDatabase } from '../store/drivers/libsql.ts'
import { createRemoteClient } from '../store/drivers/libsql-remote.ts'
import { sqlStore } from '../store/sql/sql-store.ts'
import { type EnvVars, readSettings, requireSecret } from './settings.ts'
import { readUpstreamOptions } from './upstream-settings.ts'

/**
 * Creates an app for a runtime with only `fetch`. It needs a migrated remote libSQL database.
 *
 * @throws TypeError that names the variable and the expected value
 */
export function createServerlessApp(
  variables: EnvVars,
  getClientAddress: GetClientAddress,
): Hono<Env> {
  const settings = readSettings(variables)
  const secret = requireSecret(settings)
  const { database, replica, publicUrl, rateLimits } = settings
  if (typeof database !== 'object') {
    throw new TypeError(
      'DATABASE_URL: expected libsql://… or https://…, because this runtime has no files',
    )
  }
  const remoteDatabase = libsqlDatabase(createRemoteClient(database), { replica })
  const rateLimiters =
    settings.rateLimitStore === 'database' ? sqlRateLimiters(remoteDatabase) : undefined
  const upstream = readUpstreamOptions(variables, memoryResponseCache())
  const store = sqlStore(remoteDatabase)
  return createApp({
    store,
    secret,
    getClientAddress,
    publicUrl,
    ...rateLimits,
    rateLimiters,
    upstream,
  })
}
