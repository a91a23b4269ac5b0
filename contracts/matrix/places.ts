import {
  type ApiVersion,
  answeringVersion,
  apiVersions,
  type CloudProvider,
  cloudProviders,
  knownProviders,
  type Operation,
} from '@export-buckets/core'

/** Whether an operation is about export buckets. */
export const isAboutBuckets = ({ path }: Operation): boolean => path.includes('/exportBuckets')
/**
 * The providers whose buckets make a difference to an operation. One stands for all where the operation is about something
 * else.
 */
export const matrixProviders = (operation: Operation): readonly CloudProvider[] =>
  isAboutBuckets(operation) ? cloudProviders : cloudProviders.slice(0, 1)
/** Whether an operation is about one bucket. */
export const hasBucket = ({ path }: Operation): boolean => path.includes('{exportBucketId}')
/** Whether it takes a body. */
export const hasBody = ({ versions }: Operation): boolean =>
  versions.some(({ requestSchema }) => requestSchema !== undefined)
/** Whether it makes a bucket. */
export const creates = ({ operationId }: Operation): boolean =>
  operationId === 'createGroupBackupExportBucket'
/** Whether it forgets one. */
export const deletes = ({ operationId }: Operation): boolean =>
  operationId === 'deleteGroupBackupExportBucket'
/** Whether it answers pages. */
export const pages = ({ query }: Operation): boolean => 'pageNum' in query.properties

/** An operation, asked for at a date, of a bucket of a provider. */
export interface Place {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly asked: ApiVersion
}

function placesAt(operation: Operation, asked: ApiVersion): Place[] {
  const known = knownProviders(operation.operationId, asked)
  const providers = matrixProviders(operation).filter((provider) => known.includes(provider))
  return providers.map((provider) => ({ operation, provider, asked }))
}

/** Each resource version of an operation, at its own date, with each provider that it knows. */
export function versionPlaces(operation: Operation): Place[] {
  return operation.versions.flatMap(({ version }) => placesAt(operation, version))
}

/** Each provider that the newest resource version knows, where the version makes no difference. */
export function newestPlaces(operation: Operation): Place[] {
  const newest = operation.versions.at(-1)?.version
  return versionPlaces(operation).filter(({ asked }) => asked === newest)
}

/** Each date that a resource version with a sunset answers, with each provider that it knows. */
export function sunsetPlaces(operation: Operation): Place[] {
  return apiVersions
    .filter((asked) => answeringVersion(operation, asked)?.sunset !== undefined)
    .flatMap((asked) => placesAt(operation, asked))
}

/** The moment from which a place of {@link sunsetPlaces} is gone, as a provider state has it: `2027-07-01T00:00:00Z`. */
export function sunsetOf({ operation, asked }: Place): string {
  const sunset = answeringVersion(operation, asked)?.sunset
  if (sunset === undefined) throw new Error(`${operation.operationId}: ${asked} has no sunset`)
  return `${sunset}T00:00:00Z`
}
