import {
  answerShape,
  ExportBucketId,
  type Operation,
  operations,
  vendorContentType,
} from '@export-buckets/core'
import type { Context, Handler } from 'hono'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import { alphabetical, formatOf, write } from '../format.ts'
import type { Store } from '../store/store.ts'

/** Answers with a success of the operation, in the version that was negotiated. */
function answer(c: Context<Env>, { successStatus }: Operation, body: unknown): Response {
  return c.body(write(alphabetical(body), successStatus, formatOf(c)), 200, {
    'Content-Type': vendorContentType(c.var.resourceVersion.version),
  })
}

/** Answers `getGroupBackupExportBucket`. A bucket that the version does not know is not found. */
export function getExportBucket(store: Store): Handler<Env> {
  const operation = operations.getGroupBackupExportBucket
  return async (c) => {
    formatOf(c)
    const id = c.req.param('exportBucketId') ?? ''
    const bucket = ExportBucketId.is(id) ? await store.exportBucket(c.var.groupId, id) : undefined
    const known = answerShape(operation.operationId, c.var.resourceVersion.version)
    if (!known?.is(bucket)) throw new AtlasError('EXPORT_BUCKET_NOT_FOUND', { parameters: [id] })
    return answer(c, operation, bucket)
  }
}
