import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { answer } from '../../format.ts'
import { pageLinks } from '../../links.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'

/**
 * Answers `listGroupClusters` with an empty page: the store holds no clusters. Terraform's provider calls it after it
 * deletes an export bucket, and takes a 404 for a failure. An unavailable store is an error here as everywhere.
 */
export function listClusters(store: Store): Handler<Env> {
  const queryOf = queryReader('listGroupClusters')
  return async (c) => {
    const exchange = c.get('exchange')
    const query = queryOf(exchange)
    await store.ready()
    const count = query.includeCount && { totalCount: 0 }
    const page = { links: pageLinks(exchange, query, false), results: [], ...count }
    return answer(exchange, page, query)
  }
}
