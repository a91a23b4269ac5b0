import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  type Operation,
  operations,
  resolveVersion,
} from '@export-buckets/core'
import type { Auth, BucketResponse, Cell, ClientCall, ExpectedResponse } from './cell.ts'
import { matrixProviders } from './coordinates.ts'
import { exampleBucket, groupId } from './example-buckets.ts'
import { createProviderState } from './provider-states.ts'
import { scenarios } from './scenarios.ts'

interface VersionCellCoordinates {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly requestedVersion: ApiVersion
  readonly auth: Auth
  readonly pins: BucketResponse['pins']
}

function toExpectedResponse({
  operation,
  provider,
  requestedVersion,
  pins,
}: VersionCellCoordinates): ExpectedResponse {
  const version = resolveVersion(operation, requestedVersion)
  if (version === undefined) return { kind: 'error', name: 'INVALID_VERSION_DATE', parameters: [] }
  return scenarios[operation.operationId].expectedResponse(provider, version, pins)
}

/** The bare methods say what a typed method refuses before it is sent, and call what has no typed method. */
function toClientCall(
  { operation, provider, requestedVersion }: VersionCellCoordinates,
  expectedResponse: ExpectedResponse,
): ClientCall {
  const { body, query, usesRawApi } = scenarios[operation.operationId]
  const isRejectedByClient =
    expectedResponse.kind === 'error' &&
    (expectedResponse.name === 'INVALID_VERSION_DATE' || expectedResponse.fields !== undefined)
  return {
    clientApi: isRejectedByClient || usesRawApi ? 'raw' : 'typed',
    groupId,
    exportBucketId: exampleBucket(provider)._id,
    version: requestedVersion,
    ...(body && { body: body(provider) }),
    ...(query && { query }),
  }
}

function toCell(coordinates: VersionCellCoordinates): Cell {
  const { operation, provider, requestedVersion, auth, pins } = coordinates
  const { operationId, role } = operation
  const keysSuffix = pins === 'keys' ? ', and no key that the version does not know' : ''
  const stateParameters = { groupId, cloudProvider: provider, roles: [role] }
  const expectedResponse = toExpectedResponse(coordinates)
  return {
    description: `${operationId}: ${provider} asked for ${requestedVersion} with ${auth}${keysSuffix}`,
    table: 'versions',
    operationId,
    cloudProvider: provider,
    states: [createProviderState('a project with an export bucket', stateParameters)],
    auth,
    call: toClientCall(coordinates, expectedResponse),
    expectedResponse,
  }
}

const hasResponseKeys = ({ expectedResponse }: Cell) =>
  expectedResponse.kind === 'bucket' ||
  (expectedResponse.kind === 'page' && expectedResponse.hasBucket)

/**
 * A cell for each operation × provider × date of the API × authentication, and one for each operation × provider × date
 * that pins which keys are absent: Pact's `eachKey`, which does that, lets a missing key pass, so the two can't be one.
 */
export function versionCells(): Cell[] {
  const allCoordinates = Object.values(operations).flatMap((operation) =>
    matrixProviders(operation).flatMap((provider) =>
      apiVersions.flatMap((requestedVersion): VersionCellCoordinates[] => [
        { operation, provider, requestedVersion, auth: 'Bearer', pins: 'shape' },
        { operation, provider, requestedVersion, auth: 'Digest', pins: 'shape' },
        { operation, provider, requestedVersion, auth: 'Bearer', pins: 'keys' },
      ]),
    ),
  )
  const cells = allCoordinates.map((coordinates) => ({
    pins: coordinates.pins,
    cell: toCell(coordinates),
  }))
  return cells
    .filter(({ pins, cell }) => pins === 'shape' || hasResponseKeys(cell))
    .map(({ cell }) => cell)
}
