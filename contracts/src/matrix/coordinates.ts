import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  cloudProviders,
  type Operation,
  resolveVersion,
  supportedProviders,
} from '@export-buckets/core'

export const isBucketOperation = ({ path }: Operation): boolean => path.includes('/exportBuckets')
/**
 * Returns the cloud providers that make a difference to an operation: all of them for export buckets, otherwise the
 * first.
 */
export const matrixProviders = (operation: Operation): readonly CloudProvider[] =>
  isBucketOperation(operation) ? cloudProviders : cloudProviders.slice(0, 1)
export const hasBucketInPath = ({ path }: Operation): boolean => path.includes('{exportBucketId}')
/** Returns whether an operation takes a body. */
export const hasBody = ({ versions }: Operation): boolean =>
  versions.some(({ requestSchema }) => requestSchema !== undefined)
export const isCreate = ({ operationId }: Operation): boolean =>
  operationId === 'createGroupBackupExportBucket'
export const isDelete = ({ operationId }: Operation): boolean =>
  operationId === 'deleteGroupBackupExportBucket'
/** Returns whether an operation returns pages. */
export const isPaginated = ({ query }: Operation): boolean => 'pageNum' in query.properties

/** An operation, an API date and the cloud provider of a bucket. */
export interface Coordinates {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly requestedVersion: ApiVersion
}

function toCoordinates(operation: Operation, requestedVersion: ApiVersion): Coordinates[] {
  const knownByVersion = supportedProviders(operation.operationId, requestedVersion)
  const providers = matrixProviders(operation).filter((provider) =>
    knownByVersion.includes(provider),
  )
  return providers.map((provider) => ({ operation, provider, requestedVersion }))
}

/** Returns each resource version of an operation at its own date, with each provider that it knows. */
export function versionCoordinates(operation: Operation): Coordinates[] {
  return operation.versions.flatMap(({ version }) => toCoordinates(operation, version))
}

/**
 * Returns the newest resource version with each provider that it knows, for cases in which the version does not
 * matter.
 */
export function newestVersionCoordinates(operation: Operation): Coordinates[] {
  const newest = operation.versions.at(-1)?.version
  return versionCoordinates(operation).filter(({ requestedVersion }) => requestedVersion === newest)
}

/** Returns each date that a resource version with a sunset serves, with each provider that it knows. */
export function sunsetCoordinates(operation: Operation): Coordinates[] {
  return apiVersions
    .filter((requestedVersion) => resolveVersion(operation, requestedVersion)?.sunset !== undefined)
    .flatMap((requestedVersion) => toCoordinates(operation, requestedVersion))
}

/**
 * Returns the time from which {@link sunsetCoordinates} get a 410, in the format of a provider state:
 * `2027-07-01T00:00:00Z`.
 *
 * @throws Error when the version has no sunset
 */
export function toSunsetTime({ operation, requestedVersion }: Coordinates): string {
  const sunset = resolveVersion(operation, requestedVersion)?.sunset
  if (sunset === undefined)
    throw new Error(`${operation.operationId}: ${requestedVersion} has no sunset`)
  return `${sunset}T00:00:00Z`
}
