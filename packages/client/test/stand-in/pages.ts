import { type ExportBucketPage, parseQuery } from '@export-buckets/core'
import { type Answer, failure, success } from './atlas.ts'
import { buckets } from './buckets.ts'

/** So many AWS buckets, each with an id of its own. */
export function numbered(count: number): { readonly _id: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    ...buckets.AWS,
    _id: index.toString(16).padStart(24, '0'),
  }))
}

/** What an iteration yields until it ends. */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

type Links = NonNullable<ExportBucketPage['links']>

/** Links to the page itself, and to the next one where there is one. */
export function selfAndNext(pageNum: number, isLast: boolean): Links {
  const self = { href: `https://cloud.mongodb.com/?pageNum=${pageNum}`, rel: 'self' }
  const next = { href: `https://cloud.mongodb.com/?pageNum=${pageNum + 1}`, rel: 'next' }
  return isLast ? [self] : [self, next]
}

/** How many buckets there are by `totalCount`; `undefined` where a page does not say. */
export type Count = (nth: number) => number | undefined

/** Answers buckets page by page as the query asks; without `links` where `linksOf` makes none. */
export function pages(
  existing: readonly object[],
  linksOf: (pageNum: number, isLast: boolean) => Links | undefined = selfAndNext,
  count: Count = () => existing.length,
): Answer {
  return (c, nth) => {
    const parsed = parseQuery('listGroupBackupExportBuckets', (name) => c.req.queries(name) ?? [])
    if (!parsed.ok) return failure('VALIDATION_ERROR')(c, nth)
    const { includeCount, itemsPerPage, pageNum } = parsed.query
    const end = pageNum * itemsPerPage
    const links = linksOf(pageNum, end >= existing.length)
    const page = {
      ...(links && { links }),
      results: existing.slice(end - itemsPerPage, end),
      ...(includeCount && { totalCount: count(nth) }),
    }
    return success('listGroupBackupExportBuckets', page)(c, nth)
  }
}
