import type { Link } from '@export-buckets/core'
import type { Exchange } from './exchange.ts'

/** The page of a list that a query asks for. */
export interface PageQuery {
  readonly pageNum: number
  readonly itemsPerPage: number
}

/** The parameters that a link sets itself. */
const paging = ['pageNum', 'itemsPerPage']

/**
 * Returns the links of a page, as Atlas writes them. Recorded: they repeat the caller's own query in the caller's order,
 * then the page; `self` has `pageNum` before `itemsPerPage`, its neighbours the other way round.
 *
 * @param hasMore - whether there is a next page
 */
export function pageLinks(
  { baseUrl, path, searchParams }: Exchange,
  { pageNum, itemsPerPage }: PageQuery,
  hasMore: boolean,
): Link[] {
  const own = [...searchParams].filter(([name]) => !paging.includes(name))
  const link = (rel: string, ...page: [string, number][]) => {
    const query = new URLSearchParams([...own, ...page.map(([name, value]) => [name, `${value}`])])
    return { href: `${baseUrl}${path}?${query}`, rel }
  }
  const neighbour = (rel: string, number: number) =>
    link(rel, ['itemsPerPage', itemsPerPage], ['pageNum', number])
  return [
    link('self', ['pageNum', pageNum], ['itemsPerPage', itemsPerPage]),
    ...(pageNum > 1 ? [neighbour('previous', pageNum - 1)] : []),
    ...(hasMore ? [neighbour('next', pageNum + 1)] : []),
  ]
}
