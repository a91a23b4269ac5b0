import type { Link } from '@export-buckets/core'
import type { AtlasPromise } from './atlas-promise.ts'
import type { CallOptions } from './call-options.ts'

/** The maximum of `itemsPerPage`. */
export const maxItemsPerPage = 500

/** The options of a list with pages. */
export interface ListOptions {
  /** The maximum number of items on a page, 1 to 500. Default: 100. */
  readonly itemsPerPage?: number | undefined
  /** The first page. Default: 1. */
  readonly pageNum?: number | undefined
  /** Whether Atlas counts all items (`totalCount`). Default: true for `page()`, false for an iteration. */
  readonly includeCount?: boolean | undefined
}

/** An item of a page. */
export type PageItem<Page> = Page extends { results: (infer Item)[] } ? Item : never

/**
 * The items of all pages, fetched lazily.
 *
 * Each iteration starts at `pageNum` and fetches a page when the loop reaches it. It ends after a page without a `next`
 * link. Without links it ends after a page that is not full. It relies neither on `totalCount`, which is an estimate, nor
 * on an order of the items.
 *
 * `timeout` applies to each page. `signal` aborts the iteration, even in the middle of a page. Atlas counts pages at each
 * request: creating or deleting items meanwhile moves others to another page.
 */
export interface PagedList<Page> extends AsyncIterable<PageItem<Page>> {
  /**
   * Fetches one page.
   *
   * @param pageNum - from 1. Default: the `pageNum` of the list
   */
  page(pageNum?: number): AtlasPromise<Page>

  /** Fetches all pages and returns their items. Rejects when a page fails or the signal aborts. */
  all(): Promise<PageItem<Page>[]>
}

interface PageContent<Item> {
  readonly results: readonly Item[]
  readonly links?: readonly Link[]
}

/**
 * Returns whether a page is the last one. Links decide when there are any, because a service may remove items from a page
 * after counting it. Without links, a page that is not full is the last. An empty page ends the list in any case.
 */
function isLastPage({ results, links = [] }: PageContent<unknown>, itemsPerPage: number): boolean {
  if (results.length === 0) return true
  if (links.length > 0) return !links.some(({ rel }) => rel === 'next')
  return results.length < itemsPerPage
}

/** Creates a list from a function that fetches a page. */
export function createPagedList<Page>(
  input: ListOptions & CallOptions,
  fetchPage: (query: Required<ListOptions>) => AtlasPromise<Page>,
): PagedList<Page> {
  const { itemsPerPage = 100, pageNum: firstPageNum = 1, includeCount, signal } = input
  async function* iterate() {
    for (let pageNum = firstPageNum; ; pageNum++) {
      const response = await fetchPage({
        includeCount: includeCount ?? false,
        itemsPerPage,
        pageNum,
      })
      // The compiler does not resolve the items of a generic page.
      const page = response as PageContent<PageItem<Page>>
      for (const item of page.results) {
        signal?.throwIfAborted()
        yield item
      }
      if (isLastPage(page, itemsPerPage)) return
    }
  }
  async function all() {
    const items: PageItem<Page>[] = []
    for await (const item of iterate()) items.push(item)
    return items
  }
  return {
    page: (pageNum = firstPageNum) =>
      fetchPage({ includeCount: includeCount ?? true, itemsPerPage, pageNum }),
    all,
    [Symbol.asyncIterator]: iterate,
  }
}
