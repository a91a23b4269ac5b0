import { type ExportBucketPage, parseQuery } from '@export-buckets/core'
import { buckets } from './buckets.ts'
import { type FakeHandler, respondWithBody, respondWithError } from './fake-atlas.ts'

/** So many AWS buckets, each with an id of its own. */
export function createBuckets(count: number): { readonly _id: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    ...buckets.AWS,
    _id: index.toString(16).padStart(24, '0'),
  }))
}

/** What an iteration yields until it ends. */
export async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

type Links = NonNullable<ExportBucketPage['links']>

/** Links to the page itself, and to the next one where there is one. */
export function selfAndNextLinks(pageNum: number, isLast: boolean): Links {
  const self = { href: `https://cloud.mongodb.com/?pageNum=${pageNum}`, rel: 'self' }
  const next = { href: `https://cloud.mongodb.com/?pageNum=${pageNum + 1}`, rel: 'next' }
  return isLast ? [self] : [self, next]
}

/** How many buckets there are by `totalCount`; `undefined` where a page does not say. */
export type TotalCount = (nth: number) => number | undefined

/** Answers buckets page by page as the query asks; without `links` where `linksOf` makes none. */
export function respondWithPages(
  allBuckets: readonly object[],
  createLinks: (pageNum: number, isLast: boolean) => Links | undefined = selfAndNextLinks,
  totalCount: TotalCount = () => allBuckets.length,
): FakeHandler {
  return (c, nth) => {
    const result = parseQuery('listGroupBackupExportBuckets', (name) => c.req.queries(name) ?? [])
    if (!result.ok) return respondWithError('VALIDATION_ERROR')(c, nth)
    const { includeCount, itemsPerPage, pageNum } = result.query
    const end = pageNum * itemsPerPage
    const links = createLinks(pageNum, end >= allBuckets.length)
    const page = {
      ...(links && { links }),
      results: allBuckets.slice(end - itemsPerPage, end),
      ...(includeCount && { totalCount: totalCount(nth) }),
    }
    return respondWithBody('listGroupBackupExportBuckets', page)(c, nth)
  }
}
