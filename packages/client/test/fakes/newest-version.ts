import { type ApiVersion, apiVersions, type OperationId, operations } from '@export-buckets/core'

/** The newest API date, the default of a client. */
export const newestVersion: ApiVersion = apiVersions.reduce((_, version) => version)

/** Returns the resource version that serves it. */
export function newestResourceVersion(operationId: OperationId): ApiVersion {
  const dates = operations[operationId].versions.map(({ version }) => version)
  return dates.reduce((_, version) => version)
}
