import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { found } from '../../exchange.ts'
import { answer } from '../../format.ts'
import { pageLinks } from '../../links.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { providersReader } from './providers.ts'
import { withoutRegion } from './region.ts'

const operationId = 'listGroupBackupExportBuckets'

/** Answers `listGroupBackupExportBuckets`. Buckets that the version does not know are neither listed nor counted. */
export function listExportBuckets(store: Store): Handler<Env> {
  const queryOf = queryReader(operationId)
  const providersOf = providersReader(operationId)
  return async (c) => {
    const exchange = c.get('exchange')
    const query = queryOf(exchange)
    const { includeCount, itemsPerPage, pageNum } = query
    const providers = providersOf(exchange)
    const groupId = found(exchange.groupId)
    const slice = { providers, offset: (pageNum - 1) * itemsPerPage, limit: itemsPerPage + 1 }
    const [buckets, totalCount] = await Promise.all([
      store.exportBuckets(groupId, slice),
      includeCount ? store.countExportBuckets(groupId, providers) : undefined,
    ])
    const more = buckets.length > itemsPerPage
    const page = {
      links: pageLinks(exchange, query, more),
      results: buckets.slice(0, itemsPerPage).map(withoutRegion),
      ...(totalCount !== undefined && { totalCount }),
    }
    return answer(exchange, page, query)
  }
}
