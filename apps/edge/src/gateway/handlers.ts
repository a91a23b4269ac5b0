import { type Operation, type OperationId, operations } from '@export-buckets/core'
import type { Handler } from 'hono'
import { parseBucketId } from '../export-buckets/find-bucket.ts'
import type { Env } from '../http/env.ts'
import { createQueryParser } from '../http/query-parser.ts'
import { readBody, requestBodyVersion } from '../http/request-body.ts'
import { type RequestContext, required } from '../http/request-context.ts'
import type { Gateway } from './gateway.ts'
import { respondUpstream, setCacheStatus } from './respond.ts'
import type { UpstreamRequest } from './upstream.ts'
import { waitUntil } from './wait-until.ts'

/** The bucket of the path; one whose id is malformed is never asked for. */
const bucketParams = (context: RequestContext) => ({
  groupId: required(context.groupId),
  exportBucketId: parseBucketId(context),
})

/** Parameters that the gateway heeds itself: they say how the response is written. */
const formatParameters = ['envelope', 'pretty']

/** The other parameters of the operation that the caller sent. */
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

/** The question to Atlas that a request comes to, once it is right. */
async function toUpstreamRequest(
  context: RequestContext,
  operation: Operation,
  path: UpstreamRequest['path'],
): Promise<UpstreamRequest> {
  const { version } = required(context.resourceVersion)
  const request = { operation, version, path, query: forwardedQuery(operation, context) }
  if (!hasRequestBody(operation)) return request
  const { operationId } = operation
  const content = await readBody(context, operationId)
  return {
    ...request,
    body: { version: requestBodyVersion(context, operationId).version, content },
  }
}

/** Answers what is about a project with what Atlas answers. */
function projectHandler(gateway: Gateway, operationId: OperationId): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const path = { groupId: required(context.groupId) }
    const request = await toUpstreamRequest(context, operations[operationId], path)
    const response = await waitUntil(c, gateway.upstream.send(request))
    return respondUpstream(context, response, query, gateway.prefix)
  }
}

/** Answers what changes a bucket with what Atlas answers. */
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

/** Answers with a bucket of the cache or of Atlas. Who may see it was settled before. */
function cachedBucketHandler(gateway: Gateway): Handler<Env> {
  const parseQuery = createQueryParser('getGroupBackupExportBucket')
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const { version } = required(context.resourceVersion)
    const cached = await waitUntil(c, gateway.getBucket({ ...bucketParams(context), version }))
    setCacheStatus(context, cached)
    return respondUpstream(context, cached.response, query, gateway.prefix)
  }
}

/** The handlers of a gateway in front of the real Atlas. */
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
