import { type OperationId, operations, revokePath, tokenPath } from '@export-buckets/core'
import { createDigestVerifier } from '@export-buckets/digest/server'
import { type Handler, Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { AccessTokens } from './access-tokens.ts'
import { answerError } from './answer-error.ts'
import { standIn } from './cloud-facts.ts'
import type { Env } from './env.ts'
import { AtlasError } from './errors.ts'
import { accessList } from './middleware/access-list.ts'
import { authenticate } from './middleware/authenticate.ts'
import { authorize } from './middleware/authorize.ts'
import { rateLimit } from './middleware/rate-limit.ts'
import { requestLog } from './middleware/request-log.ts'
import { resourceVersion } from './middleware/resource-version.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import type { AppParts, LogEntry } from './parts.ts'
import { realm } from './realm.ts'
import { createExportBucket } from './routes/export-buckets/create.ts'
import { deleteExportBucket } from './routes/export-buckets/delete.ts'
import { getExportBucket } from './routes/export-buckets/get.ts'
import { listExportBuckets } from './routes/export-buckets/list.ts'
import { updateExportBucket } from './routes/export-buckets/update.ts'
import { healthz, readyz } from './routes/health.ts'
import { oauthRules, revoke, token } from './routes/oauth.ts'
import { otherMethods } from './routes/other-methods.ts'
import { deriveKey } from './secrets.ts'
import { memoryRateLimiters } from './token-bucket.ts'

const consoleLog = (entry: LogEntry) => console.log(JSON.stringify(entry))

/**
 * Makes an app that answers like the Atlas Admin API. It keeps in memory what a node may forget: token buckets, and
 * the Digest nonce counts it has seen.
 *
 * Checks come in this order: path and method (404, 405), credentials (401), access list (403), rate limit (429), project
 * (404), role (403), version (406, 410), query (400), bucket (404), body (415, 413, 400).
 *
 * @throws TypeError when the secret has fewer than 32 bytes, or a rate limit lets nothing through
 */
export function createApp({ store, secret, ...options }: AppParts): Hono<Env> {
  const { now = Date.now, log = consoleLog, cloud = standIn } = options
  const { rateLimit: limit = { requests: 1200, seconds: 60 } } = options
  const { tokenRateLimit = { requests: 10, seconds: 60 } } = options
  const { metrics } = options
  const { rateLimiters = memoryRateLimiters, clientAddress = () => undefined } = options
  const tokens = new AccessTokens(secret, now)
  const nonceKey = deriveKey(secret, 'digest nonce')
  const verifier = createDigestVerifier({ realm, domain: '', secret: nonceKey, now })

  const app = new Hono<Env>()
  if (metrics !== undefined) app.use(metrics.count)
  app.use(requestId(), requestLog(log, now), securityHeaders())
  app.onError(answerError)
  // Not thrown: that would pass by the middleware, which still has headers to set.
  app.notFound((c) =>
    answerError(new AtlasError('RESOURCE_NOT_FOUND', { parameters: [c.req.path] }), c),
  )

  app.get('/healthz', healthz)
  app.get(
    '/readyz',
    readyz(() => store.ready()),
  )
  if (metrics !== undefined) app.get('/metrics', metrics.page)

  app.use(tokenPath, ...oauthRules())
  app.use(revokePath, ...oauthRules())
  app.post(tokenPath, token(store, tokens, rateLimiters('tokens', tokenRateLimit, now)))
  app.post(revokePath, revoke(store, tokens))

  const handlers: Record<OperationId, Handler<Env>> = {
    listGroupBackupExportBuckets: listExportBuckets(store),
    createGroupBackupExportBucket: createExportBucket(store, cloud, now),
    getGroupBackupExportBucket: getExportBucket(store),
    updateGroupBackupExportBucket: updateExportBucket(store),
    deleteGroupBackupExportBucket: deleteExportBucket(store),
  }
  const proved = [
    authenticate(store, tokens, verifier),
    accessList(clientAddress),
    rateLimit(limit, rateLimiters('requests', limit, now)),
  ]
  for (const operation of Object.values(operations)) {
    const { method, path, operationId } = operation
    const checks = [...proved, authorize(operation), resourceVersion(operation, now)]
    app.on(method, [path.replaceAll(/\{(\w+)\}/g, ':$1')], ...checks, handlers[operationId])
  }
  otherMethods(app)
  return app
}
