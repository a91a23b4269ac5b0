import { type ExportBucketPage, parseQuery } from '@export-buckets/core'
import { buckets } from './buckets.ts'
import { type FakeHandler, respondWithBody, respondWithError } from './fake-atlas.ts'

/** Creates AWS buckets with distinct ids. */
export function createBuckets(count: number): { readonly _id: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    ...buckets.AWS,
    _id: index.toString(16).padStart(24, '0'),
  }))
}

/** Collects the values of an iteration. */
export async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

type Links = NonNullable<ExportBucketPage['links']>

/** Returns links to the page itself, and to the next one if there is one. */
export function selfAndNextLinks(pageNum: number, isLast: boolean): Links {
  const self = { href: `https://cloud.mongodb.com/?pageNum=${pageNum}`, rel: 'self' }
  const next = { href: `https://cloud.mongodb.com/?pageNum=${pageNum + 1}`, rel: 'next' }
  return isLast ? [self] : [self, next]
}

/** Returns `totalCount`, or `undefined` for a page without one. */
export type TotalCount = (nth: number) => number | undefined

/** Responds with the requested page of buckets, without `links` when `createLinks` returns none. */
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
