import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  type Operation,
  operations,
  resolveVersion,
} from '@export-buckets/core'
import {
  type Auth,
  type BucketResponse,
  type Cell,
  type ClientCall,
  createProviderState,
  type ExpectedResponse,
} from './cell.ts'
import { matrixProviders } from './coordinates.ts'
import { errorCells } from './error-cells.ts'
import { exampleBucket, groupId } from './example-buckets.ts'
import { formatCells } from './format-cells.ts'
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

/**
 * Returns the call of a cell. It uses the raw methods for a request that the typed methods reject, and for an operation
 * without a typed method.
 */
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
 * Returns a cell for each operation × provider × API date × authentication. A further cell of each operation × provider ×
 * API date pins which keys are absent, because Pact's `eachKey` ignores missing keys.
 */
function versionCells(): Cell[] {
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

/** Every cell of the matrix, computed from core's tables of operations, versions, providers and errors. */
export const matrix: readonly Cell[] = [...versionCells(), ...errorCells(), ...formatCells()]
