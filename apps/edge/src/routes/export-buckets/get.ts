import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { answer, queryOf } from '../../format.ts'
import type { Store } from '../../store/store.ts'
import { findBucket, knows } from './find.ts'

const operationId = 'getGroupBackupExportBucket'

/** Answers `getGroupBackupExportBucket`. */
export function getExportBucket(store: Store): Handler<Env> {
  return async (c) => {
    const format = queryOf(c, operationId)
    return answer(c, await findBucket(c, store, knows(c, operationId)), format)
  }
}
