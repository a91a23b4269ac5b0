import { type Operation, operations } from '@export-buckets/core'
import type { Context, Handler } from 'hono'
import { assertBucketGranted } from '../auth/authorize.ts'
import { parsePathParam, resourceParamNames } from '../http/path-params.ts'
import { createQueryParser } from '../http/query-parser.ts'
import { readBody, requestBodyVersion } from '../http/request-body.ts'
import { type Env, type RequestContext, requireValue } from '../http/request-context.ts'
import type { Gateway } from './gateway.ts'
import { respondUpstream, setCacheStatus } from './respond.ts'
import type { UpstreamRequest } from './upstream.ts'

/** Returns the execution context of a Worker, or `undefined` on other runtimes. */
function getExecutionContext(
  c: Context<Env>,
): Pick<Context['executionCtx'], 'waitUntil'> | undefined {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}

/**
 * Keeps a call to Atlas alive after the client disconnects, because other requests may wait for the same token, challenge or
 * bucket. A Worker would cancel the pending work of a disconnected request.
 */
function waitUntil<T>(c: Context<Env>, promise: Promise<T>): Promise<T> {
  getExecutionContext(c)?.waitUntil(promise.catch(() => undefined))
  return promise
}

/** Parameters that the gateway does not forward, because it formats the response itself. */
const formatParameters = ['envelope', 'pretty']

/** Returns the other parameters of the operation that the caller sent. */
function forwardedQuery(
  { query }: Operation,
  { searchParams }: RequestContext,
): Record<string, string> {
  const forwardedNames = Object.keys(query.properties).filter(
    (name) => !formatParameters.includes(name),
  )
  return Object.fromEntries([...searchParams].filter(([name]) => forwardedNames.includes(name)))
}

const hasRequestBody = ({ versions }: Operation) =>
  versions.some(({ requestSchema }) => requestSchema)

/** Returns the id of the bucket in a body: that of an export job, or of a schedule's auto export. */
function findExportBucketId(body: unknown): unknown {
  const { exportBucketId, export: autoExport } = Object(body)
  return exportBucketId ?? Object(autoExport).exportBucketId
}

/** Reads and validates the body of a request. Checks the grant of its bucket, because Atlas does not know the caller. */
async function readGrantedBody(context: RequestContext, { operationId }: Operation) {
  const content = await readBody(context, operationId)
  const exportBucketId = findExportBucketId(content)
  if (typeof exportBucketId === 'string') assertBucketGranted(context, exportBucketId)
  return { version: requestBodyVersion(context, operationId).version, content }
}

/** Creates the handler that forwards a valid request to Atlas. */
function forwardingHandler(gateway: Gateway, operation: Operation): Handler<Env> {
  const parseQuery = createQueryParser(operation.operationId)
  const names = resourceParamNames(operation)
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const params = names.map((name) => [name, parsePathParam(context, name)])
    const request: UpstreamRequest = {
      operation,
      version: requireValue(context.resourceVersion).version,
      path: { groupId: requireValue(context.groupId), ...Object.fromEntries(params) },
      query: forwardedQuery(operation, context),
      ...(hasRequestBody(operation) && { body: await readGrantedBody(context, operation) }),
    }
    const response = await waitUntil(c, gateway.send(request))
    return respondUpstream(context, response, query, gateway.prefix)
  }
}

/** Creates the handler that serves a bucket from the cache or from Atlas. Authorization precedes it. */
function cachedBucketHandler(gateway: Gateway): Handler<Env> {
  const parseQuery = createQueryParser('getGroupBackupExportBucket')
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const key = {
      groupId: requireValue(context.groupId),
      exportBucketId: parsePathParam(context, 'exportBucketId'),
      version: requireValue(context.resourceVersion).version,
    }
    const cached = await waitUntil(c, gateway.getBucket(key))
    setCacheStatus(context, cached)
    return respondUpstream(context, cached.response, query, gateway.prefix)
  }
}

/** Creates the handler of an operation in a gateway in front of the real Atlas. */
export function createGatewayHandler(gateway: Gateway, operation: Operation): Handler<Env> {
  return operation === operations.getGroupBackupExportBucket
    ? cachedBucketHandler(gateway)
    : forwardingHandler(gateway, operation)
}
