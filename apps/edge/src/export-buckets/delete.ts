import type { Handler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import { type Env, requireValue } from '../http/request-context.ts'
import { bucketNotFound, createQueryParser, parseBucketId } from '../http/request-params.ts'
import { respondNoContent } from '../http/respond.ts'
import type { Store } from '../store/store.ts'

/** Handles `deleteGroupBackupExportBucket`. */
export function deleteExportBucket(store: Store): Handler<Env> {
  const parseQuery = createQueryParser('deleteGroupBackupExportBucket')
  return async (c) => {
    const context = c.get('requestContext')
    parseQuery(context)
    const id = parseBucketId(context)
    const result = await store.deleteExportBucket(requireValue(context.groupId), id)
    if (result === 'in use') throw new AtlasError('EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE')
    if (result === 'absent') throw bucketNotFound(id)
    return respondNoContent(context)
  }
}
