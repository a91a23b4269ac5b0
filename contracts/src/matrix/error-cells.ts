import {
  type ErrorName,
  errorCatalogue,
  operations,
  reasonPhrases,
  toErrorCode,
} from '@export-buckets/core'
import type { Cell, ClientCall, ErrorResponse } from './cell.ts'
import { type Coordinates, versionCoordinates } from './coordinates.ts'
import type { ErrorCase } from './error-case.ts'
import { errorNames, findErrorCases } from './errors.ts'
import { exampleBucket, groupId } from './example-buckets.ts'
import { createProviderState } from './provider-states.ts'
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

/** Returns an error as it is on the wire: by its code, or, where it has none, by its reason. */
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

/** The cell, and, where an error is held to the keys that errors have, one that pins those. */
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

/** The cells of a case of an error, at each place where it can happen. */
function toErrorCells(
  allCoordinates: readonly Coordinates[],
  name: ErrorName,
  errorCase: ErrorCase,
): Cell<ErrorResponse>[] {
  return allCoordinates.flatMap((coordinates) =>
    withKeysCell(errorCell(coordinates, name, errorCase), errorCase),
  )
}

/** A cell for each case of an error, each operation that it can happen to, and each place where it can. */
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
