import type { Link } from '@export-buckets/core'
import type { RequestContext } from './request-context.ts'

/** The requested page of a list. */
export interface PageQuery {
  readonly pageNum: number
  readonly itemsPerPage: number
}

/** The parameters that each link sets. */
const pagingParameters = ['pageNum', 'itemsPerPage']

/**
 * Returns the links of a page in Atlas's format. Recorded: they repeat the caller's query in the caller's order, then the page.
 * `self` has `pageNum` before `itemsPerPage`, its neighbours the reverse.
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
