import type { Handler } from 'hono'
import { pageLinks } from '../http/page-links.ts'
import type { Env } from '../http/request-context.ts'
import { createQueryParser } from '../http/request-params.ts'
import { respondVersioned } from '../http/respond.ts'
import type { Store } from '../store/store.ts'

/**
 * Handles `listGroupClusters` with an empty page, because the store has no clusters. Terraform's provider calls it after it
 * deletes an export bucket, and reports a 404 as a failure. An unavailable store is an error, as in every operation.
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
