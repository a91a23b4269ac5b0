import type { Handler } from 'hono'
import { pageLinks } from '../http/page-links.ts'
import { type Env, requireValue } from '../http/request-context.ts'
import { createQueryParser } from '../http/request-params.ts'
import { respondVersioned } from '../http/respond.ts'
import type { Store } from '../store/store.ts'
import { createProviderLookup, hideRegion } from './bucket.ts'

const operationId = 'listGroupBackupExportBuckets'

/** Handles `listGroupBackupExportBuckets`. Omits and does not count buckets that the version does not support. */
export function listExportBuckets(store: Store): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  const getSupportedProviders = createProviderLookup(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const { includeCount, itemsPerPage, pageNum } = query
    const providers = getSupportedProviders(context)
    const groupId = requireValue(context.groupId)
    const range = { providers, offset: (pageNum - 1) * itemsPerPage, limit: itemsPerPage + 1 }
    const [buckets, totalCount] = await Promise.all([
      store.exportBuckets(groupId, range),
      includeCount ? store.countExportBuckets(groupId, providers) : undefined,
    ])
    const hasMore = buckets.length > itemsPerPage
    const page = {
      links: pageLinks(context, query, hasMore),
      results: buckets.slice(0, itemsPerPage).map(hideRegion),
      ...(totalCount !== undefined && { totalCount }),
    }
    return respondVersioned(context, page, query)
  }
}
