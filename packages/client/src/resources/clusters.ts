import type { ResponseBody } from '@export-buckets/core'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { ClusterParams, ProjectParams } from '../call-options.ts'
import { type ClientContext, callOperation } from '../operation.ts'
import { createPagedList, type ListOptions, type PagedList } from '../paged-list.ts'

/** The input of `list`. */
export interface ListClustersInput extends ProjectParams, ListOptions {
  /** Whether to return deleted clusters whose backups are kept. Default: false. */
  readonly includeDeletedWithRetainedBackups?: boolean | undefined
}

/** The clusters of a project. The methods require the role Project Read Only, and reject as those of `exportBuckets` do. */
export interface Clusters {
  /** Returns one cluster. */
  get(input: ClusterParams): AtlasPromise<ResponseBody<'getGroupCluster'>>
  /** Lists the clusters of a project. A cluster has about thirty more fields than its type. */
  list(input: ListClustersInput): PagedList<ResponseBody<'listGroupClusters'>>
}

export function createClusters(context: ClientContext): Clusters {
  return {
    get: (input) => callOperation(context, 'getGroupCluster', input),
    list: (input) => {
      const { includeDeletedWithRetainedBackups } = input
      return createPagedList(input, (paging) =>
        callOperation(context, 'listGroupClusters', input, {
          query: { ...paging, includeDeletedWithRetainedBackups },
        }),
      )
    },
  }
}
