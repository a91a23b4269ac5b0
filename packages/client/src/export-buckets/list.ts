import type { Answer, ApiVersion, Link } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type Connection, callOperation } from '../operation.ts'
import type { OfProject } from './ids.ts'

/** Which project, in which version, and how to page. */
export interface ListExportBucketsInput<V extends ApiVersion = ApiVersion> extends OfProject<V> {
  /** How many buckets a page has at most, 1 to 500. Default: 100. */
  readonly itemsPerPage?: number | undefined
  /** The page to start at. Default: 1. */
  readonly pageNum?: number | undefined
  /** Whether Atlas counts all buckets (`totalCount`). Default: true for `page()`, false for an iteration. */
  readonly includeCount?: boolean | undefined
}

/** A page of buckets, as Atlas answers it: `results`, and `links` and `totalCount` where there are any. */
export type ListedPage<V extends ApiVersion> = Answer<'listGroupBackupExportBuckets', V>

/** A bucket of a page. Atlas leaves `region` out here. */
export type ListedBucket<V extends ApiVersion> =
  ListedPage<V> extends { results: (infer Bucket)[] } ? Bucket : never

/**
 * The export buckets of a project, not asked for yet.
 *
 * Each iteration starts anew at `pageNum` and asks for the next page when it gets there, until a page links to no
 * `next` one or, without links, is not full. It depends neither on `totalCount`, which is an estimate, nor on an order of
 * the buckets. `timeout` is for each page; `signal` ends the iteration, even in the middle of a page. Pages are
 * counted anew at each request: whoever creates or deletes buckets meanwhile moves the others between them.
 */
export interface ExportBucketList<V extends ApiVersion> extends AsyncIterable<ListedBucket<V>> {
  /**
   * One page.
   *
   * @param pageNum - from 1. Default: the `pageNum` of the list
   */
  page(pageNum?: number): AtlasPromise<ListedPage<V>>

  /** Returns every bucket of an iteration from beginning to end. Rejects when a page fails or the signal aborts. */
  all(): Promise<ListedBucket<V>[]>
}

interface Page<Bucket> {
  readonly results: readonly Bucket[]
  readonly links?: readonly Link[]
}

/**
 * Links may be missing; then a page that is not full is the last. Where there are some they decide, since a service may
 * take buckets out of a page after counting it. An empty page ends the list whatever it links to.
 */
function isLast({ results, links = [] }: Page<unknown>, itemsPerPage: number): boolean {
  if (results.length === 0) return true
  if (links.length > 0) return !links.some(({ rel }) => rel === 'next')
  return results.length < itemsPerPage
}

export function listExportBuckets<V extends ApiVersion>(
  connection: Connection,
  input: ListExportBucketsInput<V>,
): ExportBucketList<V> {
  const { itemsPerPage = 100, pageNum: first = 1, includeCount, signal } = input
  function fetchPage(pageNum: number, count: boolean) {
    return callOperation(connection, 'listGroupBackupExportBuckets', input, {
      query: { includeCount: includeCount ?? count, itemsPerPage, pageNum },
    })
  }
  async function* iterate() {
    for (let pageNum = first; ; pageNum++) {
      // The compiler does not look into the answer of a V that is still open.
      const answer = (await fetchPage(pageNum, false)) as ListedPage<V> & Page<ListedBucket<V>>
      const page: Page<ListedBucket<V>> = answer
      for (const bucket of page.results) {
        signal?.throwIfAborted()
        yield bucket
      }
      if (isLast(page, itemsPerPage)) return
    }
  }
  async function all() {
    const buckets: ListedBucket<V>[] = []
    for await (const bucket of iterate()) buckets.push(bucket)
    return buckets
  }
  return {
    page: (pageNum = first) => fetchPage(pageNum, true),
    all,
    [Symbol.asyncIterator]: iterate,
  }
}
