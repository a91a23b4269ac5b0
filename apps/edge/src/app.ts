import { type Operation, operations } from '@export-buckets/core'
import { createDigestVerifier } from '@export-buckets/digest/server'
import { type Handler, Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { createApiPageHandler } from './api-page/handler.ts'
import { requireAllowedAddress } from './auth/access-list.ts'
import { AccessTokens } from './auth/access-tokens.ts'
import { authenticate } from './auth/authenticate.ts'
import { requireRole } from './auth/authorize.ts'
import { deriveKey, realm } from './auth/secrets.ts'
import { scheduleHandlers } from './backup-schedules/handlers.ts'
import { roleHandlers } from './cloud-provider-access/handlers.ts'
import { clusterHandlers } from './clusters/handlers.ts'
import { exportBucketHandlers } from './export-buckets/handlers.ts'
import { exportJobHandlers } from './export-jobs/handlers.ts'
import { Gateway } from './gateway/gateway.ts'
import { createGatewayHandler } from './gateway/handlers.ts'
import { addHealthRoutes } from './health/health.ts'
import { logToConsole } from './http/access-log.ts'
import { toErrorResponse } from './http/error-response.ts'
import { addFallbackRoutes } from './http/not-found.ts'
import { type OperationHandlers, toHonoHandler } from './http/operation-handler.ts'
import { OperationRouter } from './http/operation-router.ts'
import type { Env } from './http/request-context.ts'
import { rejectInvalidUrl, requestLifecycle } from './http/request-lifecycle.ts'
import { parsePublicUrl, routePath } from './http/url.ts'
import { notifyAll } from './lib/gateway-events.ts'
import { addTokenRoutes } from './oauth/oauth.ts'
import type { AppOptions } from './options.ts'
import { memoryRateLimiters } from './rate-limit/memory.ts'
import { createRateLimitGuards } from './rate-limit/rate-limit.ts'
import { fakeCloudMetadata } from './simulation/cloud-metadata.ts'
import { createSimulation } from './simulation/settings.ts'
import { snapshotHandlers } from './snapshots/handlers.ts'
import { negotiateVersion } from './versioning/resource-version.ts'

/** Creates the handlers of a server that has its own store. */
function createStoreHandlers(options: AppOptions): OperationHandlers {
  const { store, cloud = fakeCloudMetadata } = options
  const simulation = createSimulation(options.simulation ?? {})
  return {
    ...exportBucketHandlers(store, cloud),
    ...clusterHandlers(store),
    ...roleHandlers(store, simulation),
    ...snapshotHandlers(store, simulation),
    ...exportJobHandlers(store, simulation),
    ...scheduleHandlers(store),
  }
}

/** Creates the gateway of an app, and reports the initial state of its circuit breaker to the metrics. */
function createGateway(
  { upstream, onGatewayEvent, metrics }: AppOptions,
  now: () => number,
): Gateway | undefined {
  if (upstream === undefined) return undefined
  const onEvent = notifyAll(onGatewayEvent, metrics?.onGatewayEvent)
  const gateway = new Gateway(upstream, { now, onEvent })
  notifyAll(metrics?.onGatewayEvent)({ type: 'circuit', state: gateway.upstream.state })
  return gateway
}

/** Returns a function that creates the handler of an operation: of the gateway, if there is one, or of the store. */
function createOperationHandlers(
  options: AppOptions,
  gateway: Gateway | undefined,
): (operation: Operation) => Handler<Env> {
  if (gateway !== undefined) return (operation) => createGatewayHandler(gateway, operation)
  const storeHandlers = createStoreHandlers(options)
  return ({ operationId }) => toHonoHandler(operationId, storeHandlers)
}

/** Converts a path template of OpenAPI, such as `/groups/{groupId}`, to Hono's syntax. */
const toRoutePath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')

/**
 * Creates an app that behaves like the Atlas Admin API. Rate limits (by default) and used Digest nonce counts are in memory,
 * so a restart of a node loses them.
 *
 * Checks run in this order: path and method (404, 405), credentials (401), access list (403), project (404), role (401),
 * grant (403), rate limit (429), version (406, 410), query (400), resource of the path (404), body (415, 413, 400).
 *
 * @throws TypeError when the secret has fewer than 32 bytes, or a rate limit, `publicUrl` or `simulation` is invalid
 */
export function createApp(options: AppOptions): Hono<Env> {
  const { store, secret, now = Date.now, log = logToConsole } = options
  const { rateLimit: limit, rateLimitScope: scope = 'project', metrics, page } = options
  const { tokenRateLimit = { capacity: 50, refill: 50, seconds: 60 } } = options
  const { rateLimiters = memoryRateLimiters, getClientAddress = () => undefined } = options
  const publicUrl = options.publicUrl && parsePublicUrl('publicUrl', options.publicUrl)
  const tokens = new AccessTokens(secret)
  const nonceKey = deriveKey(secret, 'digest nonce')
  const verifier = createDigestVerifier({ realm, domain: '', secret: nonceKey, now })
  const gateway = createGateway(options, now)

  const app = new Hono<Env>({ getPath: routePath, router: new OperationRouter() })
  app.onError((error, c) => toErrorResponse(error, c.get('requestContext')))
  app.use(requestId(), requestLifecycle({ log, now, publicUrl }))
  if (metrics !== undefined) app.use(metrics.middleware)
  app.use(rejectInvalidUrl)

  const authentication = authenticate(store, tokens, verifier)
  const accessList = requireAllowedAddress(getClientAddress)
  const limitRate = createRateLimitGuards({ limiters: rateLimiters, limit, scope, now })
  const toHandler = createOperationHandlers(options, gateway)
  for (const operation of Object.values(operations)) {
    app.on(
      operation.method,
      [toRoutePath(operation.path)],
      authentication,
      accessList,
      requireRole(operation),
      limitRate(operation),
      negotiateVersion(operation),
      toHandler(operation),
    )
  }
  const limiter = rateLimiters('tokens', tokenRateLimit, now)
  addTokenRoutes(app, { store, tokens, limit: tokenRateLimit, limiter, getClientAddress })
  addHealthRoutes(app, store, gateway?.upstream)
  if (metrics !== undefined) app.route('/', metrics.app)
  const apiPageHandler = page && createApiPageHandler(page)
  if (apiPageHandler) app.on('GET', [...page.keys()], apiPageHandler)
  addFallbackRoutes(app, apiPageHandler)
  return app
}
