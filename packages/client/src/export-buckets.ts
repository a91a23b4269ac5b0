import type { ApiVersion, Link } from '@export-buckets/core'
import { type CallResult, toAtlasPromise } from './atlas-promise.ts'
import type {
  DeleteExportBucketInput,
  ExportBucketList,
  ExportBuckets,
  ListExportBucketsInput,
  ListExportBucketsItem,
  ListExportBucketsPage,
} from './export-buckets-types.ts'
import { type ClientContext, callOperation, sendOperation } from './operation.ts'
import { parseResponse } from './parse-response.ts'

interface Page<Bucket> {
  readonly results: readonly Bucket[]
  readonly links?: readonly Link[]
}

/**
 * Returns whether a page is the last one. Links decide when there are any, because a service may remove buckets from a page
 * after counting it. Without links, a page that is not full is the last. An empty page ends the list in any case.
 */
function isLastPage({ results, links = [] }: Page<unknown>, itemsPerPage: number): boolean {
  if (results.length === 0) return true
  if (links.length > 0) return !links.some(({ rel }) => rel === 'next')
  return results.length < itemsPerPage
}

function listExportBuckets<V extends ApiVersion>(
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
      // The compiler does not resolve the response type of a generic V.
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

async function deleteExportBucket(
  context: ClientContext,
  input: DeleteExportBucketInput,
): Promise<CallResult<undefined>> {
  const operationId = 'deleteGroupBackupExportBucket'
  const { resolvedOperation, bufferedResponse, text, error } = await sendOperation(
    context,
    operationId,
    input,
  )
  if (error === undefined)
    return { data: parseResponse(resolvedOperation, bufferedResponse, text), bufferedResponse }
  const isMissing = error.errorCode === 'EXPORT_BUCKET_NOT_FOUND'
  if (!input.ignoreMissing || !isMissing) throw error
  return { data: undefined, bufferedResponse }
}

export function createExportBuckets<DefaultVersion extends ApiVersion>(
  context: ClientContext,
): ExportBuckets<DefaultVersion> {
  return {
    get: (input) => callOperation(context, 'getGroupBackupExportBucket', input),
    list: (input) => listExportBuckets(context, input),
    create: (input) =>
      callOperation(context, 'createGroupBackupExportBucket', input, { body: input.bucket }),
    update: (input) => {
      const { requirePrivateNetworking } = input
      const body = { requirePrivateNetworking }
      return callOperation(context, 'updateGroupBackupExportBucket', input, { body })
    },
    delete: (input) => toAtlasPromise<void>(deleteExportBucket(context, input)),
  }
}
