import type { Hono } from 'hono'
import { createApp } from '../app.ts'
import type { Env } from '../env.ts'
import { memoryAnswerCache } from '../gateway/memory-answer-cache.ts'
import { readUpstream } from '../gateway/settings.ts'
import type { ClientAddress } from '../parts.ts'
import { readSettings, requiredSecret, type Variables } from '../settings.ts'
import { libsqlDatabase } from '../store/libsql.ts'
import { rateLimitersOf } from '../store/rate-limiters-of.ts'
import { remoteClient } from '../store/remote.ts'
import { sqlStore } from '../store/sql-store.ts'

/**
 * Makes an app for a runtime that has `fetch` and nothing else: over a libSQL database on another machine, which must be
 * migrated.
 *
 * @throws TypeError that names the variable and what it is expected to be
 */
export function fetchOnlyApp(variables: Variables, clientAddress: ClientAddress): Hono<Env> {
  const settings = readSettings(variables)
  const secret = requiredSecret(settings)
  const { database, replica, publicUrl, rateLimits } = settings
  if (typeof database !== 'object') {
    throw new TypeError('DATABASE_URL: expected libsql://… or https://…: there are no files here')
  }
  const remote = libsqlDatabase(remoteClient(database), { replica })
  const rateLimiters = rateLimitersOf(settings, remote)
  const upstream = readUpstream(variables, memoryAnswerCache())
  const store = sqlStore(remote)
  return createApp({
    store,
    secret,
    clientAddress,
    publicUrl,
    ...rateLimits,
    rateLimiters,
    upstream,
  })
}
