import type { Handler } from 'hono'
import type { Env } from '../http/env.ts'
import { pageLinks } from '../http/page-links.ts'
import { createQueryParser } from '../http/query-parser.ts'
import { required } from '../http/request-context.ts'
import { respondVersioned } from '../http/response-format.ts'
import type { Store } from '../store/store.ts'
import { hideRegion } from './bucket-view.ts'
import { createProviderLookup } from './supported-providers.ts'

const operationId = 'listGroupBackupExportBuckets'

/** Answers `listGroupBackupExportBuckets`. Buckets that the version does not know are neither listed nor counted. */
export function listExportBuckets(store: Store): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  const getSupportedProviders = createProviderLookup(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    const { includeCount, itemsPerPage, pageNum } = query
    const providers = getSupportedProviders(context)
    const groupId = required(context.groupId)
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
