import { type OperationId, operations, revokePath, tokenPath } from '@export-buckets/core'
import { createDigestVerifier } from '@export-buckets/digest/server'
import { type Handler, Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { AccessTokens } from './access-tokens.ts'
import { answerError } from './answer-error.ts'
import { rejectUrl, requestLifecycle } from './around.ts'
import { accessList } from './checks/access-list.ts'
import { authenticate } from './checks/authenticate.ts'
import { authorize } from './checks/authorize.ts'
import { rateLimits } from './checks/rate-limit.ts'
import { resourceVersion } from './checks/resource-version.ts'
import { standIn } from './cloud-facts.ts'
import type { Env } from './env.ts'
import { Gateway } from './gateway/gateway.ts'
import { gatewayHandlers } from './gateway/handlers.ts'
import type { Observation } from './observation.ts'
import type { AppParts, CloudFacts } from './parts.ts'
import { parsePublicUrl } from './public-url.ts'
import { realm } from './realm.ts'
import { consoleLog } from './request-log.ts'
import { refusalOf } from './request-target.ts'
import { answerApiPage } from './routes/api-page.ts'
import { listClusters } from './routes/clusters/list.ts'
import { createExportBucket } from './routes/export-buckets/create.ts'
import { deleteExportBucket } from './routes/export-buckets/delete.ts'
import { getExportBucket } from './routes/export-buckets/get.ts'
import { listExportBuckets } from './routes/export-buckets/list.ts'
import { updateExportBucket } from './routes/export-buckets/update.ts'
import { health } from './routes/health.ts'
import { noStore, revoke, token } from './routes/oauth.ts'
import { otherMethods } from './routes/other-methods.ts'
import { deriveKey } from './secrets.ts'
import type { Store } from './store/store.ts'
import { memoryRateLimiters } from './token-bucket.ts'

function storeHandlers(
  store: Store,
  cloud: CloudFacts,
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

type Observe = (observation: Observation) => void

/** Tells all who want to hear. Counting must not cost an answer. */
function telling(...observers: (Observe | undefined)[]): Observe {
  return (observation) => {
    for (const observe of observers) {
      try {
        observe?.(observation)
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
export function createApp({ store, secret, ...options }: AppParts): Hono<Env> {
  const { now = Date.now, log = consoleLog, cloud = standIn, page } = options
  const { rateLimit: limit, rateLimitScope: scope = 'project' } = options
  const { tokenRateLimit = { capacity: 50, refill: 50, seconds: 60 } } = options
  const { upstream, observe, metrics } = options
  const { rateLimiters = memoryRateLimiters, clientAddress = () => undefined } = options
  const publicUrl = options.publicUrl && parsePublicUrl('publicUrl', options.publicUrl)
  const tokens = new AccessTokens(secret)
  const nonceKey = deriveKey(secret, 'digest nonce')
  const verifier = createDigestVerifier({ realm, domain: '', secret: nonceKey, now })

  const gateway =
    upstream && new Gateway(upstream, { now, observe: telling(observe, metrics?.observe) })
  const handlers = gateway ? gatewayHandlers(gateway) : storeHandlers(store, cloud, now)
  if (gateway) telling(metrics?.observe)({ of: 'circuit', state: gateway.upstream.state })

  const app = new Hono<Env>({
    // Decoding a path that is refused would stop the event loop for milliseconds.
    getPath: (request) => (refusalOf(request.url) ? '/*' : getPath(request)),
  })
  app.onError((error, c) => answerError(error, c.get('exchange')))
  app.use(requestLifecycle({ log, now, publicUrl }))
  if (metrics !== undefined) app.use(metrics.requests)
  app.use(rejectUrl)
  const authenticated = [authenticate(store, tokens, verifier), accessList(clientAddress)]
  const limited = rateLimits({ limiters: rateLimiters, limit, scope, now })
  for (const operation of Object.values(operations)) {
    const { method, path, operationId } = operation
    app.on(
      method,
      [path.replaceAll(/\{(\w+)\}/g, ':$1')],
      ...authenticated,
      authorize(operation),
      limited(operation),
      resourceVersion(operation),
      handlers[operationId],
    )
  }
  const oauth = {
    store,
    tokens,
    limit: tokenRateLimit,
    limiter: rateLimiters('tokens', tokenRateLimit, now),
    clientAddress,
  }
  app.post(tokenPath, noStore, token(oauth))
  app.post(revokePath, noStore, revoke(oauth))
  health(app, store, gateway?.upstream)
  if (metrics !== undefined) app.route('/', metrics.page)
  const answerPage = page && answerApiPage(page)
  if (answerPage) app.on('GET', [...page.keys()], answerPage)
  otherMethods(app, answerPage)
  return app
}
