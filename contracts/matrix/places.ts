import {
  type ApiVersion,
  answeringVersion,
  apiVersions,
  type CloudProvider,
  knownProviders,
  type Operation,
} from '@export-buckets/core'

/** An operation, asked for at a date, of a bucket of a provider. */
export interface Place {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly asked: ApiVersion
}

function placesAt(operation: Operation, asked: ApiVersion): Place[] {
  const providers = knownProviders(operation.operationId, asked)
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
