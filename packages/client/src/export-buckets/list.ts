import type { ApiVersion, Link, ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import type { ProjectParams } from './path-params.ts'

/** Which project, in which version, and how to page. */
export interface ListExportBucketsInput<V extends ApiVersion = ApiVersion>
  extends ProjectParams<V> {
  /** How many buckets a page has at most, 1 to 500. Default: 100. */
  readonly itemsPerPage?: number | undefined
  /** The page to start at. Default: 1. */
  readonly pageNum?: number | undefined
  /** Whether Atlas counts all buckets (`totalCount`). Default: true for `page()`, false for an iteration. */
  readonly includeCount?: boolean | undefined
}

/** A page of buckets, as Atlas answers it: `results`, and `links` and `totalCount` where there are any. */
export type ListExportBucketsPage<V extends ApiVersion> = ResponseBody<
  'listGroupBackupExportBuckets',
  V
>

/** A bucket of a page. Atlas leaves `region` out here. */
export type ListExportBucketsItem<V extends ApiVersion> =
  ListExportBucketsPage<V> extends { results: (infer Bucket)[] } ? Bucket : never

/**
 * The export buckets of a project, not asked for yet.
 *
 * Each iteration starts anew at `pageNum` and asks for the next page when it gets there, until a page links to no
 * `next` one or, without links, is not full. It depends neither on `totalCount`, which is an estimate, nor on an order of
 * the buckets. `timeout` is for each page; `signal` ends the iteration, even in the middle of a page. Pages are
 * counted anew at each request: whoever creates or deletes buckets meanwhile moves the others between them.
 */
export interface ExportBucketList<V extends ApiVersion>
  extends AsyncIterable<ListExportBucketsItem<V>> {
  /**
   * One page.
   *
   * @param pageNum - from 1. Default: the `pageNum` of the list
   */
  page(pageNum?: number): AtlasPromise<ListExportBucketsPage<V>>

  /** Returns every bucket of an iteration from beginning to end. Rejects when a page fails or the signal aborts. */
  all(): Promise<ListExportBucketsItem<V>[]>
}

interface Page<Bucket> {
  readonly results: readonly Bucket[]
  readonly links?: readonly Link[]
}

/**
 * Links may be missing; then a page that is not full is the last. Where there are some they decide, since a service may
 * take buckets out of a page after counting it. An empty page ends the list whatever it links to.
 */
function isLastPage({ results, links = [] }: Page<unknown>, itemsPerPage: number): boolean {
  if (results.length === 0) return true
  if (links.length > 0) return !links.some(({ rel }) => rel === 'next')
  return results.length < itemsPerPage
}

export function listExportBuckets<V extends ApiVersion>(
  context: ClientContext,
  input: ListExportBucketsInput<V>,
): ExportBucketList<V> {
  const { itemsPerPage = 100, pageNum: firstPageNum = 1, includeCount, signal } = input
  function fetchPage(pageNum: number, defaultIncludeCount: boolean) {
    return callOperation(context, 'listGroupBackupExportBuckets', input, {
      query: { includeCount: includeCount ?? defaultIncludeCount, itemsPerPage, pageNum },
    })
  }
  async function* iterate() {
    for (let pageNum = firstPageNum; ; pageNum++) {
      // The compiler does not look into the answer of a V that is still open.
      const response = (await fetchPage(pageNum, false)) as ListExportBucketsPage<V> &
        Page<ListExportBucketsItem<V>>
      const page: Page<ListExportBucketsItem<V>> = response
      for (const bucket of page.results) {
        signal?.throwIfAborted()
        yield bucket
      }
      if (isLastPage(page, itemsPerPage)) return
    }
  }
  async function all() {
    const buckets: ListExportBucketsItem<V>[] = []
    for await (const bucket of iterate()) buckets.push(bucket)
    return buckets
  }
  return {
    page: (pageNum = firstPageNum) => fetchPage(pageNum, true),
    all,
    [Symbol.asyncIterator]: iterate,
  }
}
