import { type Operation, type OperationId, operations } from '@export-buckets/core'
import type { Handler } from 'hono'
import type { Env } from '../env.ts'
import { type Exchange, found } from '../exchange.ts'
import { queryReader } from '../query.ts'
import { bodyVersion, readBody } from '../request-body.ts'
import { bucketIdOf } from '../routes/export-buckets/find.ts'
import { answerUpstream, sayCached } from './answer-upstream.ts'
import type { Gateway } from './gateway.ts'
import { kept } from './kept.ts'
import type { Question } from './upstream.ts'

/** The bucket of the path; one whose id is malformed is never asked for. */
const bucketOf = (exchange: Exchange) => ({
  groupId: found(exchange.groupId),
  exportBucketId: bucketIdOf(exchange),
})

/** Parameters that the gateway heeds itself: they say how the response is written. */
const formatParameters = ['envelope', 'pretty']

/** The other parameters of the operation that the caller sent. */
function forwardedQuery({ query }: Operation, { searchParams }: Exchange): Record<string, string> {
  const known = Object.keys(query.properties).filter((name) => !formatParameters.includes(name))
  return Object.fromEntries([...searchParams].filter(([name]) => known.includes(name)))
}

const takesBody = ({ versions }: Operation) => versions.some(({ requestSchema }) => requestSchema)

/** The question to Atlas that a request comes to, once it is right. */
async function questionOf(
  exchange: Exchange,
  operation: Operation,
  path: Question['path'],
): Promise<Question> {
  const { version } = found(exchange.resourceVersion)
  const question = { operation, version, path, query: forwardedQuery(operation, exchange) }
  if (!takesBody(operation)) return question
  const { operationId } = operation
  const content = await readBody(exchange, operationId)
  return { ...question, body: { version: bodyVersion(exchange, operationId).version, content } }
}

/** Answers what is about a project with what Atlas answers. */
function ofProject(gateway: Gateway, operationId: OperationId): Handler<Env> {
  const queryOf = queryReader(operationId)
  return async (c) => {
    const exchange = c.get('exchange')
    const query = queryOf(exchange)
    const path = { groupId: found(exchange.groupId) }
    const question = await questionOf(exchange, operations[operationId], path)
    const answer = await kept(c, gateway.upstream.ask(question))
    return answerUpstream(exchange, answer, query, gateway.prefix)
  }
}

/** Answers what changes a bucket with what Atlas answers. */
function ofBucket(gateway: Gateway, operationId: OperationId): Handler<Env> {
  const queryOf = queryReader(operationId)
  return async (c) => {
    const exchange = c.get('exchange')
    const query = queryOf(exchange)
    const bucket = bucketOf(exchange)
    const question = await questionOf(exchange, operations[operationId], bucket)
    const answer = await kept(c, gateway.write(question, bucket))
    return answerUpstream(exchange, answer, query, gateway.prefix)
  }
}

/** Answers with a bucket of the cache or of Atlas. Who may see it was settled before. */
function oneBucket(gateway: Gateway): Handler<Env> {
  const queryOf = queryReader('getGroupBackupExportBucket')
  return async (c) => {
    const exchange = c.get('exchange')
    const query = queryOf(exchange)
    const { version } = found(exchange.resourceVersion)
    const cached = await kept(c, gateway.bucket({ ...bucketOf(exchange), version }))
    sayCached(exchange, cached)
    return answerUpstream(exchange, cached.answer, query, gateway.prefix)
  }
}

/** The handlers of a gateway in front of the real Atlas. */
export function gatewayHandlers(gateway: Gateway): Record<OperationId, Handler<Env>> {
  return {
    listGroupBackupExportBuckets: ofProject(gateway, 'listGroupBackupExportBuckets'),
    createGroupBackupExportBucket: ofProject(gateway, 'createGroupBackupExportBucket'),
    getGroupBackupExportBucket: oneBucket(gateway),
    updateGroupBackupExportBucket: ofBucket(gateway, 'updateGroupBackupExportBucket'),
    deleteGroupBackupExportBucket: ofBucket(gateway, 'deleteGroupBackupExportBucket'),
    listGroupClusters: ofProject(gateway, 'listGroupClusters'),
  }
}
