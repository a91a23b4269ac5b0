import type { Hono } from 'hono'
import { createApp } from '../app.ts'
import { memoryResponseCache } from '../gateway/memory-response-cache.ts'
import type { Env } from '../http/env.ts'
import type { GetClientAddress } from '../options.ts'
import { libsqlDatabase } from '../store/drivers/libsql.ts'
import { createRemoteClient } from '../store/drivers/libsql-remote.ts'
import { sqlStore } from '../store/sql/sql-store.ts'
import { selectRateLimiters } from './rate-limiters.ts'
import { type EnvVars, readSettings, requireSecret } from './settings.ts'
import { readUpstreamOptions } from './upstream-settings.ts'

/**
 * Makes an app for a runtime that has `fetch` and nothing else: over a libSQL database on another machine, which must be
 * migrated.
 *
 * @throws TypeError that names the variable and what it is expected to be
 */
export function createServerlessApp(
  variables: EnvVars,
  getClientAddress: GetClientAddress,
): Hono<Env> {
  const settings = readSettings(variables)
  const secret = requireSecret(settings)
  const { database, replica, publicUrl, rateLimits } = settings
  if (typeof database !== 'object') {
    throw new TypeError('DATABASE_URL: expected libsql://… or https://…: there are no files here')
  }
  const remoteDatabase = libsqlDatabase(createRemoteClient(database), { replica })
  const rateLimiters = selectRateLimiters(settings, remoteDatabase)
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
