import type { Link } from '@export-buckets/core'
import type { RequestContext } from './request-context.ts'

/** The page of a list that a query asks for. */
export interface PageQuery {
  readonly pageNum: number
  readonly itemsPerPage: number
}

/** The parameters that a link sets itself. */
const pagingParameters = ['pageNum', 'itemsPerPage']

/**
 * Returns the links of a page, as Atlas writes them. Recorded: they repeat the caller's own query in the caller's order,
 * then the page; `self` has `pageNum` before `itemsPerPage`, its neighbours the other way round.
 *
 * @param hasMore - whether there is a next page
 */
export function pageLinks(
  { baseUrl, path, searchParams }: RequestContext,
  { pageNum, itemsPerPage }: PageQuery,
  hasMore: boolean,
): Link[] {
  const otherParameters = [...searchParams].filter(([name]) => !pagingParameters.includes(name))
  const toLink = (rel: string, ...pageParameters: [string, number][]) => {
    const query = new URLSearchParams([
      ...otherParameters,
      ...pageParameters.map(([name, value]) => [name, `${value}`]),
    ])
    return { href: `${baseUrl}${path}?${query}`, rel }
  }
  const neighbourLink = (rel: string, pageNumber: number) =>
    toLink(rel, ['itemsPerPage', itemsPerPage], ['pageNum', pageNumber])
  return [
    toLink('self', ['pageNum', pageNum], ['itemsPerPage', itemsPerPage]),
    ...(pageNum > 1 ? [neighbourLink('previous', pageNum - 1)] : []),
    ...(hasMore ? [neighbourLink('next', pageNum + 1)] : []),
  ]
}
