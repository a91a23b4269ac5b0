import { type ApiVersion, apiVersions, type OperationId, operations } from '@export-buckets/core'

/** The newest date of the API, which a client asks for unless it is told another one. */
export const newestVersion: ApiVersion = apiVersions.reduce((_, version) => version)

/** The resource version that answers it. */
export function newestResourceVersion(operationId: OperationId): ApiVersion {
  const dates = operations[operationId].versions.map(({ version }) => version)
  return dates.reduce((_, version) => version)
}
