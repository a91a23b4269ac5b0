import type { Handler } from 'hono'
import type { Env } from '../http/request-context.ts'
import { createQueryParser } from '../http/request-params.ts'
import { respondVersioned } from '../http/respond.ts'
import type { Store } from '../store/store.ts'
import { createProviderLookup, findBucket } from './bucket.ts'

const operationId = 'getGroupBackupExportBucket'

/** Handles `getGroupBackupExportBucket`. */
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
