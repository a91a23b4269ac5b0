import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { answer } from '../../format.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { findBucket } from './find.ts'
import { providersReader } from './providers.ts'

const operationId = 'getGroupBackupExportBucket'

/** Answers `getGroupBackupExportBucket`. */
export function getExportBucket(store: Store): Handler<Env> {
  const queryOf = queryReader(operationId)
  const providersOf = providersReader(operationId)
  return async (c) => {
    const exchange = c.get('exchange')
    const format = queryOf(exchange)
    const bucket = await findBucket(exchange, store, providersOf(exchange))
    return answer(exchange, bucket, format)
  }
}
