import { goOn } from '../../at-once.ts'
import type { Answering } from '../../checks/check.ts'
import { answer } from '../../format.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { findBucket } from './find.ts'
import { providersReader } from './providers.ts'

const operationId = 'getGroupBackupExportBucket'

/** Answers `getGroupBackupExportBucket`. */
export function getExportBucket(store: Store): Answering {
  const queryOf = queryReader(operationId)
  const providersOf = providersReader(operationId)
  return (exchange) => {
    const format = queryOf(exchange)
    return goOn(findBucket(exchange, store, providersOf(exchange)), (bucket) =>
      answer(exchange, bucket, format),
    )
  }
}
