import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { AtlasError } from '../../errors.ts'
import { found } from '../../exchange.ts'
import { answerNoContent } from '../../format.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { bucketIdOf, bucketNotFound } from './find.ts'

/** Answers `deleteGroupBackupExportBucket`. */
export function deleteExportBucket(store: Store): Handler<Env> {
  const queryOf = queryReader('deleteGroupBackupExportBucket')
  return async (c) => {
    const exchange = c.get('exchange')
    queryOf(exchange)
    const id = bucketIdOf(exchange)
    const deletion = await store.deleteExportBucket(found(exchange.groupId), id)
    if (deletion === 'in use') throw new AtlasError('EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE')
    if (deletion === 'absent') throw bucketNotFound(id)
    return answerNoContent(exchange)
  }
}
