import { type Store, StoreUnavailableError } from '@export-buckets/edge'
import type { ProviderStates } from '../matrix/provider-state.ts'

/** Returns a store that can read and write credentials only. */
export function failingStore(
  store: Store,
  cause: ProviderStates['the storage fails']['cause'],
): Store {
  const error = cause === 'unavailable' ? new StoreUnavailableError(cause) : new Error(cause)
  const fail = () => Promise.reject(error)
  return {
    ...store,
    exportBucket: fail,
    exportBuckets: fail,
    countExportBuckets: fail,
    exportBucketIdsByRole: fail,
    createExportBucket: fail,
    replaceExportBucket: fail,
    saveExportBucket: fail,
    deleteExportBucket: fail,
    resource: fail,
    resources: fail,
    saveResource: fail,
    replaceResource: fail,
    deleteResource: fail,
    deleteRole: fail,
    saveSchedule: fail,
    deleteCluster: fail,
    ready: fail,
  }
}
