import type { Answering } from '../../checks/check.ts'
import { answer } from '../../format.ts'
import { pageLinks } from '../../links.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'

/**
 * Answers `listGroupClusters` with an empty page: the store holds no clusters. Terraform's provider calls it after it
 * deletes an export bucket, and takes a 404 for a failure. An unavailable store is an error here as everywhere.
 */
export function listClusters(store: Store): Answering {
  const queryOf = queryReader('listGroupClusters')
  return async (exchange) => {
    const query = queryOf(exchange)
    await store.ready()
    const count = query.includeCount && { totalCount: 0 }
    const page = { links: pageLinks(exchange, query, false), results: [], ...count }
    return answer(exchange, page, query)
  }
}
