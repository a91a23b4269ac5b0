import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  cloudProviders,
  type Operation,
  resolveVersion,
  supportedProviders,
} from '@export-buckets/core'
import type { Auth, BodyResponse } from './cell.ts'
import { hasProviders, hasVersionsByProvider } from './resources.ts'

/** Returns whether an operation takes a body. */
export const hasBody = ({ versions }: Operation): boolean =>
  versions.some(({ requestSchema }) => requestSchema !== undefined)

/** Returns whether an operation returns pages. */
export const isPaginated = ({ query }: Operation): boolean => 'pageNum' in query.properties

/** Returns a function that returns whether the path of an operation has a parameter. */
export const hasPathParameter =
  (name: string) =>
  ({ path }: Operation): boolean =>
    path.includes(`{${name}}`)

/** Returns a function that returns whether an operation is one of these. */
export const isOneOf =
  (...operationIds: readonly Operation['operationId'][]) =>
  ({ operationId }: Operation): boolean =>
    operationIds.includes(operationId)

/**
 * Returns the cloud providers with which an operation is requested: all of them when its resource has a schema for each, and
 * otherwise the first.
 */
export const matrixProviders = (operation: Operation): readonly CloudProvider[] =>
  hasProviders(operation) ? cloudProviders : cloudProviders.slice(0, 1)

/** An operation, an API date and a cloud provider. */
export interface Coordinates {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly requestedVersion: ApiVersion
}

/** A position in the table of versions. */
export interface VersionCoordinates extends Coordinates {
  readonly auth: Auth
  readonly pins: BodyResponse['pins']
}

/**
 * Returns the positions of an operation in the table of versions.
 *
 * Each cloud provider and API date has a position with Bearer. Two more positions request Digest and pin the keys. They are
 * at each API date when versions know different cloud providers. Otherwise an API date only selects a resource version, so
 * they are at the date of each version.
 */
export function tableCoordinates(operation: Operation): VersionCoordinates[] {
  const isVersionDate = (date: ApiVersion) =>
    operation.versions.some(({ version }) => version === date)
  return matrixProviders(operation).flatMap((provider) =>
    apiVersions.flatMap((requestedVersion): VersionCoordinates[] => {
      const coordinates = { operation, provider, requestedVersion }
      const hasAllPositions = hasVersionsByProvider(operation) || isVersionDate(requestedVersion)
      return [
        { ...coordinates, auth: 'Bearer', pins: 'shape' },
        ...(hasAllPositions
          ? ([
              { ...coordinates, auth: 'Digest', pins: 'shape' },
              { ...coordinates, auth: 'Bearer', pins: 'keys' },
            ] as const)
          : []),
      ]
    }),
  )
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

/** Returns the newest resource version with each provider that it knows. */
export function newestVersionCoordinates(operation: Operation): Coordinates[] {
  const newest = operation.versions.at(-1)?.version
  return versionCoordinates(operation).filter(({ requestedVersion }) => requestedVersion === newest)
}

/** Returns all coordinates when the versions of the resource know different providers, and otherwise the first. */
const limitToFirst = (operation: Operation, coordinates: readonly Coordinates[]): Coordinates[] =>
  coordinates.slice(0, hasVersionsByProvider(operation) ? undefined : 1)

/** Returns the requests with a body of their own: one for each provider. */
export function bodyCoordinates(operation: Operation): Coordinates[] {
  return hasVersionsByProvider(operation)
    ? versionCoordinates(operation)
    : newestVersionCoordinates(operation)
}

/**
 * Returns the requests that trigger an error: each resource version with each provider that it knows. When all versions know
 * the same providers, neither changes an error. Then there is one request, with the newest version.
 */
export function errorCoordinates(operation: Operation): Coordinates[] {
  return limitToFirst(operation, bodyCoordinates(operation))
}

/** Returns the requests that trigger an error in which the version does not matter. */
export function versionlessCoordinates(operation: Operation): Coordinates[] {
  return limitToFirst(operation, newestVersionCoordinates(operation))
}

/** Returns the oldest resource version, with the first provider that it knows. */
export function oldestVersionCoordinates(operation: Operation): Coordinates[] {
  return versionCoordinates(operation).slice(0, 1)
}

/** Returns the dates that a resource version with a sunset serves, with the providers that it knows. */
export function sunsetCoordinates(operation: Operation): Coordinates[] {
  const coordinates = apiVersions
    .filter((requestedVersion) => resolveVersion(operation, requestedVersion)?.sunset !== undefined)
    .flatMap((requestedVersion) => toCoordinates(operation, requestedVersion))
  return limitToFirst(operation, coordinates)
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
