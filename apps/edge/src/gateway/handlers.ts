import { type Operation, type OperationId, operations } from '@export-buckets/core'
import type { Context, Handler } from 'hono'
import { readBody, requestBodyVersion } from '../http/request-body.ts'
import { type Env, type RequestContext, requireValue } from '../http/request-context.ts'
import { createQueryParser, parseBucketId } from '../http/request-params.ts'
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
 * bucket. A Worker cancels the pending work of a disconnected request.
 */
function waitUntil<T>(c: Context<Env>, promise: Promise<T>): Promise<T> {
  getExecutionContext(c)?.waitUntil(promise.catch(() => undefined))
  return promise
}

/** Returns the ids in the path. Throws for a malformed bucket id, so that Atlas is never called with it. */
const bucketParams = (context: RequestContext) => ({
  groupId: requireValue(context.groupId),
  exportBucketId: parseBucketId(context),
})

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

/** Validates a request and returns the request to Atlas. */
async function toUpstreamRequest(
  context: RequestContext,
  operation: Operation,
  path: UpstreamRequest['path'],
): Promise<UpstreamRequest> {
  const { version } = requireValue(context.resourceVersion)
  const request = { operation, version, path, query: forwardedQuery(operation, context) }
  if (!hasRequestBody(operation)) return request
  const { operationId } = operation
  const content = await readBody(context, operationId)
  return {
    ...request,
    body: { version: requestBodyVersion(context, operationId).version, content },
  }
}

/** Creates the handler of an operation on a project. */
function projectHandler(gateway: Gateway, operationId: OperationId): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const path = { groupId: requireValue(context.groupId) }
    const request = await toUpstreamRequest(context, operations[operationId], path)
    const response = await waitUntil(c, gateway.upstream.send(request))
    return respondUpstream(context, response, query, gateway.prefix)
  }
}

/** Creates the handler of an operation that changes a bucket. */
function bucketHandler(gateway: Gateway, operationId: OperationId): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const bucket = bucketParams(context)
    const request = await toUpstreamRequest(context, operations[operationId], bucket)
    const response = await waitUntil(c, gateway.write(request, bucket))
    return respondUpstream(context, response, query, gateway.prefix)
  }
}

/** Creates the handler that serves a bucket from the cache or from Atlas. Authorization precedes it. */
function cachedBucketHandler(gateway: Gateway): Handler<Env> {
  const parseQuery = createQueryParser('getGroupBackupExportBucket')
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const { version } = requireValue(context.resourceVersion)
    const cached = await waitUntil(c, gateway.getBucket({ ...bucketParams(context), version }))
    setCacheStatus(context, cached)
    return respondUpstream(context, cached.response, query, gateway.prefix)
  }
}

/** Creates the handlers of a gateway in front of the real Atlas. */
export function gatewayHandlers(gateway: Gateway): Record<OperationId, Handler<Env>> {
  return {
    listGroupBackupExportBuckets: projectHandler(gateway, 'listGroupBackupExportBuckets'),
    createGroupBackupExportBucket: projectHandler(gateway, 'createGroupBackupExportBucket'),
    getGroupBackupExportBucket: cachedBucketHandler(gateway),
    updateGroupBackupExportBucket: bucketHandler(gateway, 'updateGroupBackupExportBucket'),
    deleteGroupBackupExportBucket: bucketHandler(gateway, 'deleteGroupBackupExportBucket'),
    listGroupClusters: projectHandler(gateway, 'listGroupClusters'),
  }
}
