import {
  type ErrorName,
  errorCatalogue,
  operations,
  reasonPhrases,
  toErrorCode,
} from '@export-buckets/core'
import { type Cell, type ClientCall, createProviderState, type ErrorResponse } from './cell.ts'
import { type Coordinates, versionCoordinates } from './coordinates.ts'
import { type ErrorCase, errorNames, findErrorCases } from './errors.ts'
import { exampleBucket, groupId } from './example-buckets.ts'
import { scenarios } from './scenarios.ts'

function toClientCall(coordinates: Coordinates, { call, invalidBody }: ErrorCase): ClientCall {
  const { operation, provider, requestedVersion } = coordinates
  const { body, query, usesRawApi } = scenarios[operation.operationId]
  const requestBody = invalidBody === undefined ? body?.(provider) : invalidBody(coordinates).body
  return {
    clientApi: usesRawApi ? 'raw' : 'typed',
    groupId,
    exportBucketId: exampleBucket(provider)._id,
    version: requestedVersion,
    ...(requestBody && { body: requestBody }),
    ...(query && { query }),
    ...call,
  }
}

/** Returns the code of an error, or its reason phrase when it has no code on the wire. */
export function errorTitle(name: ErrorName): string {
  return toErrorCode(name) ?? `${reasonPhrases[errorCatalogue[name].status]} (no errorCode)`
}

function errorCell(
  coordinates: Coordinates,
  name: ErrorName,
  errorCase: ErrorCase,
): Cell<ErrorResponse> {
  const { operation, provider } = coordinates
  const { operationId, role } = operation
  const { when, auth = 'Bearer', roles = [role], states } = errorCase
  const call = toClientCall(coordinates, errorCase)
  const invalidBody = errorCase.invalidBody?.(coordinates)
  const parameters = invalidBody?.parameters ?? errorCase.parameters?.(coordinates)
  const fields = invalidBody?.fields ?? errorCase.fields
  return {
    description: `${operationId}: ${errorTitle(name)} when ${when}, ${provider} asked for ${call.accept ?? call.version}`,
    table: 'errors',
    operationId,
    cloudProvider: provider,
    states: [
      createProviderState('a project with an export bucket', {
        groupId,
        cloudProvider: provider,
        roles,
      }),
      ...(states?.(coordinates) ?? []),
    ],
    auth,
    call,
    expectedResponse: {
      kind: 'error',
      name,
      ...(parameters && { parameters }),
      ...(errorCase.example && { example: errorCase.example }),
      ...(fields && { fields }),
    },
  }
}

/** Returns the cell, and a second one for a case that also pins the keys. */
function withKeysCell(
  cell: Cell<ErrorResponse>,
  { forbidsOtherKeys }: ErrorCase,
): Cell<ErrorResponse>[] {
  if (!forbidsOtherKeys) return [cell]
  const description = `${cell.description}, and no other key`
  return [
    cell,
    { ...cell, description, expectedResponse: { ...cell.expectedResponse, pins: 'keys' } },
  ]
}

function toErrorCells(
  allCoordinates: readonly Coordinates[],
  name: ErrorName,
  errorCase: ErrorCase,
): Cell<ErrorResponse>[] {
  return allCoordinates.flatMap((coordinates) =>
    withKeysCell(errorCell(coordinates, name, errorCase), errorCase),
  )
}

/**
 * Returns a cell for each case of an error, each operation in which it can happen and each request that triggers it.
 */
export function errorCells(): Cell<ErrorResponse>[] {
  return Object.values(operations).flatMap((operation) =>
    errorNames.flatMap((name) =>
      findErrorCases(operation, name).flatMap((errorCase) =>
        toErrorCells(
          (errorCase.selectCoordinates ?? versionCoordinates)(operation),
          name,
          errorCase,
        ),
      ),
    ),
  )
}
