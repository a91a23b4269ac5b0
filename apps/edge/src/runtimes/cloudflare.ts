import type { Hono } from 'hono'
import { createApp } from '../app.ts'
import type { GetClientAddress } from '../auth/client-address.ts'
import { type CacheApi, cacheApiResponseCache } from '../gateway/cache-api-response-cache.ts'
import type { Env } from '../http/request-context.ts'
import { durableObjectRateLimiters, type RateLimitNamespace } from '../rate-limit/durable-object.ts'
import { type D1Binding, d1Database } from '../store/drivers/d1.ts'
import { sqlStore } from '../store/sql/sql-store.ts'
import { lazyApp } from './lazy-app.ts'
import { readAppSettings, requireSecret } from './settings.ts'
import { readUpstreamOptions } from './upstream-settings.ts'

/** The cache of the data centre (https://developers.cloudflare.com/workers/runtime-apis/cache/). */
declare const caches: { readonly default: CacheApi }

/** The bindings of the Worker, and the environment variables with the settings. */
export interface Bindings {
  /** The database. */
  readonly DB?: D1Binding
  /** The Durable Objects of rate limits. Absent: each isolate limits its own requests only. */
  readonly RATE_LIMITS?: RateLimitNamespace
  readonly [variable: string]: unknown
}

/** The subset of a Worker's context that is used here. */
export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void
  passThroughOnException(): void
  readonly props: unknown
}

function createWorkerApp(bindings: Bindings): Hono<Env> {
  const settings = readAppSettings(bindings)
  const { replica, rateLimits } = settings
  const secret = requireSecret(settings)
  if (bindings.DB === undefined) throw new TypeError('DB: expected the binding of a D1 database')
  const database = d1Database(bindings.DB, { replicas: replica })
  const getClientAddress: GetClientAddress = (c) => c.req.header('CF-Connecting-IP')
  const upstream = readUpstreamOptions(bindings, cacheApiResponseCache(caches.default))
  const rateLimiters = bindings.RATE_LIMITS && durableObjectRateLimiters(bindings.RATE_LIMITS)
  const store = sqlStore(database)
  return createApp({ store, secret, getClientAddress, ...rateLimits, rateLimiters, upstream })
}

/** One app for each isolate, because its bindings object never changes and the app has state in memory. */
const apps = new WeakMap<Bindings, () => Hono<Env>>()

/** The class for the binding `RATE_LIMITS`. */
export { RateLimitObject } from '../rate-limit/durable-object.ts'

/** The Cloudflare Worker, with a D1 database. */
const worker: {
  fetch(request: Request, bindings: Bindings, context: WorkerContext): Response | Promise<Response>
} = {
  fetch(request, bindings, context) {
    const app = apps.get(bindings) ?? lazyApp(() => createWorkerApp(bindings))
    apps.set(bindings, app)
    return app().fetch(request, bindings, context)
  },
}

export default worker
