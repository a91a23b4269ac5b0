import { operations, resolveVersion } from '@export-buckets/core'
import type { Cell, ClientCall, ExpectedResponse } from './cell.ts'
import { tableCoordinates, type VersionCoordinates } from './coordinates.ts'
import { errorCells } from './error-cells.ts'
import { formatCells } from './format-cells.ts'
import { caseStates, createCall, expectedResponse } from './scenario.ts'
import { scenarios } from './scenarios.ts'
import { stateCells } from './state-cells.ts'

function toExpectedResponse({
  operation,
  provider,
  requestedVersion,
  pins,
}: VersionCoordinates): ExpectedResponse {
  const version = resolveVersion(operation, requestedVersion)
  if (version === undefined) return { kind: 'error', name: 'INVALID_VERSION_DATE', parameters: [] }
  return expectedResponse(operation, scenarios[operation.operationId], provider, version, pins)
}

/** Returns the call of a cell. It uses the raw client for a request that the typed methods reject. */
function toClientCall(coordinates: VersionCoordinates, response: ExpectedResponse): ClientCall {
  const call = createCall(coordinates, scenarios[coordinates.operation.operationId])
  const isRejectedByClient =
    response.kind === 'error' &&
    (response.name === 'INVALID_VERSION_DATE' || response.fields !== undefined)
  return isRejectedByClient ? { ...call, clientApi: 'raw' } : call
}

function toCell(coordinates: VersionCoordinates): Cell {
  const { operation, provider, requestedVersion, auth, pins } = coordinates
  const { operationId } = operation
  const scenario = scenarios[operationId]
  const keysSuffix = pins === 'keys' ? ', and no key that the version does not know' : ''
  const response = toExpectedResponse(coordinates)
  return {
    description: `${operationId}: ${provider} asked for ${requestedVersion} with ${auth}${keysSuffix}`,
    table: 'versions',
    operationId,
    cloudProvider: provider,
    states: caseStates(scenario, operation, provider),
    auth,
    call: toClientCall(coordinates, response),
    expectedResponse: response,
  }
}

/**
 * Returns the cells of the table of versions. A separate cell pins which keys are absent, because Pact's `eachKey` ignores
 * missing keys.
 */
function versionCells(): Cell[] {
  const allCoordinates = Object.values(operations).flatMap(tableCoordinates)
  return allCoordinates.flatMap((coordinates) => {
    const cell = toCell(coordinates)
    const { expectedResponse: response } = cell
    const hasKeys = response.kind === 'body' && response.pins === 'keys'
    return coordinates.pins === 'shape' || hasKeys ? [cell] : []
  })
}

/** Every cell of the matrix, computed from core's tables of operations, versions, providers and errors. */
export const matrix: readonly Cell[] = [
  ...versionCells(),
  ...stateCells(),
  ...errorCells(),
  ...formatCells(),
]
