import type { Link } from '@export-buckets/core'
import { type PageQuery, pageLinks } from './page-links.ts'
import type { RequestContext } from './request-context.ts'

/** A page of a list. */
export interface Page {
  readonly links: readonly Link[]
  readonly results: readonly object[]
  readonly totalCount?: number
}

/**
 * Creates the page of a list.
 *
 * @param items - the items from the start of the page on; at least one more than a page when there is a next page
 * @param totalCount - the number of items on all pages, or `undefined` when the caller did not ask for it
 */
export function createPage(
  context: RequestContext,
  query: PageQuery,
  items: readonly object[],
  totalCount: number | undefined,
): Page {
  return {
    links: pageLinks(context, query, items.length > query.itemsPerPage),
    results: items.slice(0, query.itemsPerPage),
    ...(totalCount !== undefined && { totalCount }),
  }
}

/** A request for a page of a list. */
interface PageRequest {
  readonly context: RequestContext
  readonly query: PageQuery & { readonly includeCount: boolean }
}

/** Returns the requested page of all items. */
export function paginate({ context, query }: PageRequest, items: readonly object[]): Page {
  const { includeCount, itemsPerPage, pageNum } = query
  const totalCount = includeCount ? items.length : undefined
  return createPage(context, query, items.slice((pageNum - 1) * itemsPerPage), totalCount)
}
