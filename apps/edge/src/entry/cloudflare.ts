import type { Hono } from 'hono'
import { createApp } from '../app.ts'
import type { Env } from '../env.ts'
import { type CacheApi, cacheApiAnswerCache } from '../gateway/cache-api-answer-cache.ts'
import { readUpstream } from '../gateway/settings.ts'
import type { ClientAddress } from '../parts.ts'
import { durableRateLimiters, type RateLimitNamespace } from '../rate-limit-object.ts'
import { readAppSettings, requiredSecret } from '../settings.ts'
import { type D1Binding, d1Database } from '../store/d1.ts'
import { sqlStore } from '../store/sql-store.ts'
import { madeWhenAsked } from './made-when-asked.ts'

/** The cache of the data centre (https://developers.cloudflare.com/workers/runtime-apis/cache/). */
declare const caches: { readonly default: CacheApi }

/** What the Worker is bound to, besides the variables that say what the app is made of. */
export interface Bindings {
  /** The database. */
  readonly DB?: D1Binding
  /** The Durable Objects of rate limits. Absent: each isolate limits what it sees. */
  readonly RATE_LIMITS?: RateLimitNamespace
  readonly [variable: string]: unknown
}

/** The part of a Worker's context that is used here. */
export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void
  passThroughOnException(): void
  readonly props: unknown
}

function workerApp(bindings: Bindings): Hono<Env> {
  const settings = readAppSettings(bindings)
  const { replica, rateLimits } = settings
  const secret = requiredSecret(settings)
  if (bindings.DB === undefined) throw new TypeError('DB: expected the binding of a D1 database')
  const database = d1Database(bindings.DB, { replicas: replica })
  const clientAddress: ClientAddress = (c) => c.req.header('CF-Connecting-IP')
  const upstream = readUpstream(bindings, cacheApiAnswerCache(caches.default))
  const rateLimiters = bindings.RATE_LIMITS && durableRateLimiters(bindings.RATE_LIMITS)
  const store = sqlStore(database)
  return createApp({ store, secret, clientAddress, ...rateLimits, rateLimiters, upstream })
}

/** The bindings stay the same for as long as an isolate lives, and so does what a node remembers. */
const apps = new WeakMap<Bindings, () => Hono<Env>>()

/** The class of the binding `RATE_LIMITS`. */
export { RateLimitObject } from '../rate-limit-object.ts'

/** A Cloudflare Worker, over D1. */
const worker: {
  fetch(request: Request, bindings: Bindings, context: WorkerContext): Response | Promise<Response>
} = {
  fetch(request, bindings, context) {
    const app = apps.get(bindings) ?? madeWhenAsked(() => workerApp(bindings))
    apps.set(bindings, app)
    return app().fetch(request, bindings, context)
  },
}

export default worker
