import type { Handler } from 'hono'
import type { Env } from '../http/env.ts'
import { pageLinks } from '../http/page-links.ts'
import { createQueryParser } from '../http/query-parser.ts'
import { respondVersioned } from '../http/response-format.ts'
import type { Store } from '../store/store.ts'

/**
 * Answers `listGroupClusters` with an empty page: the store holds no clusters. Terraform's provider calls it after it
 * deletes an export bucket, and takes a 404 for a failure. An unavailable store is an error here as everywhere.
 */
export function listClusters(store: Store): Handler<Env> {
  const parseQuery = createQueryParser('listGroupClusters')
  return async (c) => {
    const context = c.get('requestContext')
    const query = parseQuery(context)
    await store.ready()
    const count = query.includeCount && { totalCount: 0 }
    const page = { links: pageLinks(context, query, false), results: [], ...count }
    return respondVersioned(context, page, query)
  }
}
