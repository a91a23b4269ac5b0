import type { Handler } from 'hono'
import type { Env } from '../http/env.ts'
import { createQueryParser } from '../http/query-parser.ts'
import { respondVersioned } from '../http/response-format.ts'
import type { Store } from '../store/store.ts'
import { findBucket } from './find-bucket.ts'
import { createProviderLookup } from './supported-providers.ts'

const operationId = 'getGroupBackupExportBucket'

/** Answers `getGroupBackupExportBucket`. */
export function getExportBucket(store: Store): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  const getSupportedProviders = createProviderLookup(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const format = parseQuery(context)
    const bucket = await findBucket(context, store, getSupportedProviders(context))
    return respondVersioned(context, bucket, format)
  }
}
