import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  cloudProviders,
  type Operation,
  resolveVersion,
  supportedProviders,
} from '@export-buckets/core'

/** Whether an operation is about export buckets. */
export const isBucketOperation = ({ path }: Operation): boolean => path.includes('/exportBuckets')
/**
 * The providers whose buckets make a difference to an operation. One stands for all where the operation is about something
 * else.
 */
export const matrixProviders = (operation: Operation): readonly CloudProvider[] =>
  isBucketOperation(operation) ? cloudProviders : cloudProviders.slice(0, 1)
/** Whether an operation is about one bucket. */
export const hasBucketInPath = ({ path }: Operation): boolean => path.includes('{exportBucketId}')
/** Whether it takes a body. */
export const hasBody = ({ versions }: Operation): boolean =>
  versions.some(({ requestSchema }) => requestSchema !== undefined)
/** Whether it makes a bucket. */
export const isCreate = ({ operationId }: Operation): boolean =>
  operationId === 'createGroupBackupExportBucket'
/** Whether it forgets one. */
export const isDelete = ({ operationId }: Operation): boolean =>
  operationId === 'deleteGroupBackupExportBucket'
/** Whether it answers pages. */
export const isPaginated = ({ query }: Operation): boolean => 'pageNum' in query.properties

/** An operation, asked for at a date, of a bucket of a provider. */
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

/** Each resource version of an operation, at its own date, with each provider that it knows. */
export function versionCoordinates(operation: Operation): Coordinates[] {
  return operation.versions.flatMap(({ version }) => toCoordinates(operation, version))
}

/** Each provider that the newest resource version knows, where the version makes no difference. */
export function newestVersionCoordinates(operation: Operation): Coordinates[] {
  const newest = operation.versions.at(-1)?.version
  return versionCoordinates(operation).filter(({ requestedVersion }) => requestedVersion === newest)
}

/** Each date that a resource version with a sunset answers, with each provider that it knows. */
export function sunsetCoordinates(operation: Operation): Coordinates[] {
  return apiVersions
    .filter((requestedVersion) => resolveVersion(operation, requestedVersion)?.sunset !== undefined)
    .flatMap((requestedVersion) => toCoordinates(operation, requestedVersion))
}

/** The moment from which a place of {@link sunsetCoordinates} is gone, as a provider state has it: `2027-07-01T00:00:00Z`. */
export function toSunsetTime({ operation, requestedVersion }: Coordinates): string {
  const sunset = resolveVersion(operation, requestedVersion)?.sunset
  if (sunset === undefined)
    throw new Error(`${operation.operationId}: ${requestedVersion} has no sunset`)
  return `${sunset}T00:00:00Z`
}
