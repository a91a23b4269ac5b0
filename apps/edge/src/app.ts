import { type OperationId, operations, revokePath, tokenPath } from '@export-buckets/core'
import { createDigestVerifier } from '@export-buckets/digest/server'
import { type Handler, Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { createApiPageHandler } from './api-page/handler.ts'
import { requireAllowedAddress } from './auth/access-list.ts'
import { AccessTokens } from './auth/access-tokens.ts'
import { authenticate } from './auth/authenticate.ts'
import { requireRole } from './auth/authorize.ts'
import { realm } from './auth/realm.ts'
import { deriveKey } from './auth/secrets.ts'
import { listClusters } from './clusters/list.ts'
import { fakeCloudMetadata } from './export-buckets/cloud-metadata.ts'
import { createExportBucket } from './export-buckets/create.ts'
import { deleteExportBucket } from './export-buckets/delete.ts'
import { getExportBucket } from './export-buckets/get.ts'
import { listExportBuckets } from './export-buckets/list.ts'
import { updateExportBucket } from './export-buckets/update.ts'
import type { GatewayEvent } from './gateway/events.ts'
import { Gateway } from './gateway/gateway.ts'
import { gatewayHandlers } from './gateway/handlers.ts'
import { addHealthRoutes } from './health/health.ts'
import { logToConsole } from './http/access-log.ts'
import type { Env } from './http/env.ts'
import { toErrorResponse } from './http/error-response.ts'
import { addFallbackRoutes } from './http/not-found.ts'
import { parsePublicUrl } from './http/public-url.ts'
import { rejectUrl, requestLifecycle } from './http/request-lifecycle.ts'
import { findUrlErrorStatus } from './http/request-target.ts'
import {
  createRevokeHandler,
  createTokenHandler,
  noStore,
  type OAuthOptions,
} from './oauth/oauth.ts'
import type { AppOptions, CloudMetadata } from './options.ts'
import { memoryRateLimiters } from './rate-limit/memory.ts'
import { createRateLimitGuards } from './rate-limit/rate-limit.ts'
import type { Store } from './store/store.ts'
import { negotiateVersion } from './versioning/resource-version.ts'

function storeHandlers(
  store: Store,
  cloud: CloudMetadata,
  now: () => number,
): Record<OperationId, Handler<Env>> {
  return {
    listGroupBackupExportBuckets: listExportBuckets(store),
    createGroupBackupExportBucket: createExportBucket(store, cloud, now),
    getGroupBackupExportBucket: getExportBucket(store),
    updateGroupBackupExportBucket: updateExportBucket(store),
    deleteGroupBackupExportBucket: deleteExportBucket(store),
    listGroupClusters: listClusters(store),
  }
}

type GatewayEventListener = (event: GatewayEvent) => void

/** Tells all who want to hear. Counting must not cost an answer. */
function notifyAll(...listeners: (GatewayEventListener | undefined)[]): GatewayEventListener {
  return (event) => {
    for (const listener of listeners) {
      try {
        listener?.(event)
      } catch {}
    }
  }
}

/**
 * Makes an app that answers like the Atlas Admin API. It keeps in memory what a node may forget: token buckets, and
 * the Digest nonce counts it has seen.
 *
 * Checks come in this order: path and method (404, 405), credentials (401), access list (403), project (404), role (401),
 * grant (403), rate limit (429), version (406, 410), query (400), bucket (404), body (415, 413, 400).
 *
 * @throws TypeError when the secret has fewer than 32 bytes, or a rate limit lets nothing through, or `publicUrl` is not such a URL
 */
export function createApp({ store, secret, ...options }: AppOptions): Hono<Env> {
  const { now = Date.now, log = logToConsole, cloud = fakeCloudMetadata, page } = options
  const { rateLimit: limit, rateLimitScope: scope = 'project' } = options
  const { tokenRateLimit = { capacity: 50, refill: 50, seconds: 60 } } = options
  const { upstream, onGatewayEvent, metrics } = options
  const { rateLimiters = memoryRateLimiters, getClientAddress = () => undefined } = options
  const publicUrl = options.publicUrl && parsePublicUrl('publicUrl', options.publicUrl)
  const tokens = new AccessTokens(secret)
  const nonceKey = deriveKey(secret, 'digest nonce')
  const verifier = createDigestVerifier({ realm, domain: '', secret: nonceKey, now })

  const gateway =
    upstream &&
    new Gateway(upstream, { now, onEvent: notifyAll(onGatewayEvent, metrics?.onGatewayEvent) })
  const handlers = gateway ? gatewayHandlers(gateway) : storeHandlers(store, cloud, now)
  if (gateway)
    notifyAll(metrics?.onGatewayEvent)({ type: 'circuit', state: gateway.upstream.state })

  const app = new Hono<Env>({
    // Decoding a path that is refused would stop the event loop for milliseconds.
    getPath: (request) => (findUrlErrorStatus(request.url) ? '/*' : getPath(request)),
  })
  app.onError((error, c) => toErrorResponse(error, c.get('requestContext')))
  app.use(requestLifecycle({ log, now, publicUrl }))
  if (metrics !== undefined) app.use(metrics.middleware)
  app.use(rejectUrl)
  const authenticationGuards = [
    authenticate(store, tokens, verifier),
    requireAllowedAddress(getClientAddress),
  ]
  const limitRate = createRateLimitGuards({ limiters: rateLimiters, limit, scope, now })
  for (const operation of Object.values(operations)) {
    const { method, path, operationId } = operation
    app.on(
      method,
      [path.replaceAll(/\{(\w+)\}/g, ':$1')],
      ...authenticationGuards,
      requireRole(operation),
      limitRate(operation),
      negotiateVersion(operation),
      handlers[operationId],
    )
  }
  const oauthOptions: OAuthOptions = {
    store,
    tokens,
    limit: tokenRateLimit,
    limiter: rateLimiters('tokens', tokenRateLimit, now),
    getClientAddress,
  }
  app.post(tokenPath, noStore, createTokenHandler(oauthOptions))
  app.post(revokePath, noStore, createRevokeHandler(oauthOptions))
  addHealthRoutes(app, store, gateway?.upstream)
  if (metrics !== undefined) app.route('/', metrics.app)
  const apiPageHandler = page && createApiPageHandler(page)
  if (apiPageHandler) app.on('GET', [...page.keys()], apiPageHandler)
  addFallbackRoutes(app, apiPageHandler)
  return app
}
