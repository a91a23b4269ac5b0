import { ExportBucketId, type Operation, type OperationId, operations } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Answering } from '../checks/check.ts'
import type { Env } from '../env.ts'
import { queryReader } from '../query.ts'
import { bodyVersion, readBody } from '../request-body.ts'
import { bucketNotFound } from '../routes/export-buckets/find.ts'
import { answerUpstream, sayCached } from './answer-upstream.ts'
import type { Gateway } from './gateway.ts'
import { kept } from './kept.ts'
import type { Question } from './upstream.ts'

/** Ours to heed: they say how the answer is written, not what it says. */
const formatParameters = ['pretty', 'envelope']

/**
 * The bucket of the path.
 *
 * @throws AtlasError `EXPORT_BUCKET_NOT_FOUND` for a malformed id, which is never asked for
 */
function bucketOf(c: Context<Env>) {
  const exportBucketId = c.req.param('exportBucketId') ?? ''
  if (!ExportBucketId.is(exportBucketId)) throw bucketNotFound(exportBucketId)
  return { groupId: c.get('groupId'), exportBucketId }
}

function forwardedQuery(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(query).filter(([name]) => !formatParameters.includes(name))
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

const takesBody = ({ versions }: Operation) => versions.some(({ requestSchema }) => requestSchema)

/** The question to Atlas that a request comes to, once it is right. */
async function questionOf(
  c: Context<Env>,
  operation: Operation,
  path: Question['path'],
  query: Readonly<Record<string, unknown>>,
): Promise<Question> {
  const { version } = c.get('resourceVersion')
  const question = { operation, version, path, query: forwardedQuery(query) }
  if (!takesBody(operation)) return question
  const { operationId } = operation
  const content = await readBody(c, operationId)
  return { ...question, body: { version: bodyVersion(c, operationId).version, content } }
}

/** Answers what is about a project with what Atlas answers. */
function ofProject(gateway: Gateway, operationId: OperationId): Answering {
  const queryOf = queryReader(operationId)
  return async (c) => {
    const query = queryOf(c)
    const path = { groupId: c.get('groupId') }
    const question = await questionOf(c, operations[operationId], path, query)
    const answer = await kept(c, gateway.upstream.ask(question))
    return answerUpstream(c, answer, query, gateway.prefix)
  }
}

/** Answers what changes a bucket with what Atlas answers. */
function ofBucket(gateway: Gateway, operationId: OperationId): Answering {
  const queryOf = queryReader(operationId)
  return async (c) => {
    const query = queryOf(c)
    const bucket = bucketOf(c)
    const question = await questionOf(c, operations[operationId], bucket, query)
    const answer = await kept(c, gateway.write(question, bucket))
    return answerUpstream(c, answer, query, gateway.prefix)
  }
}

/** Answers with a bucket of the cache or of Atlas. Who may see it was settled before. */
function oneBucket(gateway: Gateway): Answering {
  const queryOf = queryReader('getGroupBackupExportBucket')
  return async (c) => {
    const query = queryOf(c)
    const { version } = c.get('resourceVersion')
    const cached = await kept(c, gateway.bucket({ ...bucketOf(c), version }))
    sayCached(c, cached)
    return answerUpstream(c, cached.answer, query, gateway.prefix)
  }
}

/** The handlers of a gateway in front of the real Atlas. */
export function gatewayHandlers(gateway: Gateway): Record<OperationId, Answering> {
  return {
    listGroupBackupExportBuckets: ofProject(gateway, 'listGroupBackupExportBuckets'),
    createGroupBackupExportBucket: ofProject(gateway, 'createGroupBackupExportBucket'),
    getGroupBackupExportBucket: oneBucket(gateway),
    updateGroupBackupExportBucket: ofBucket(gateway, 'updateGroupBackupExportBucket'),
    deleteGroupBackupExportBucket: ofBucket(gateway, 'deleteGroupBackupExportBucket'),
  }
}
