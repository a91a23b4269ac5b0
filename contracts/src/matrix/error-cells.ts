import {
  type ErrorName,
  errorCatalogue,
  operations,
  reasonPhrases,
  resolveVersion,
  toErrorCode,
} from '@export-buckets/core'
import type { Cell, ClientCall, ErrorResponse } from './cell.ts'
import { type Coordinates, errorCoordinates } from './coordinates.ts'
import type { ErrorCase } from './error-case.ts'
import { errorNames, findErrorCases } from './errors.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { ProviderState } from './provider-state.ts'
import { createCall, projectState } from './scenario.ts'
import { scenarios } from './scenarios.ts'

function toClientCall(
  coordinates: Coordinates,
  { call, pathParameters }: ErrorCase,
  invalidBody: InvalidBody | undefined,
): ClientCall {
  const { body, ...rest } = createCall(coordinates, scenarios[coordinates.operation.operationId])
  const requestBody = invalidBody === undefined ? body : invalidBody.body
  return {
    ...rest,
    pathParameters: { ...rest.pathParameters, ...pathParameters },
    ...(requestBody && { body: requestBody }),
    ...call,
  }
}

function toStates(coordinates: Coordinates, errorCase: ErrorCase): ProviderState[] {
  const { operation, provider } = coordinates
  const { resources, roles = [operation.role] } = errorCase
  const scenario = scenarios[operation.operationId]
  const states = resources === undefined ? scenario.states : resources.states
  return [
    projectState(resources?.hasBucket ? {} : scenario, provider, roles),
    ...(states?.(provider) ?? []),
    ...(errorCase.states?.(coordinates) ?? []),
  ]
}

/** Returns the code of an error, or its reason phrase when it has no code on the wire. */
export function errorTitle(name: ErrorName): string {
  return toErrorCode(name) ?? `${reasonPhrases[errorCatalogue[name].status]} (no errorCode)`
}

function toErrorResponse(
  coordinates: Coordinates,
  name: ErrorName,
  errorCase: ErrorCase,
  invalidBody: InvalidBody | undefined,
): ErrorResponse {
  const { operation, requestedVersion } = coordinates
  const { example, announcesDeprecation } = errorCase
  const parameters = invalidBody?.parameters ?? errorCase.parameters?.(coordinates)
  const fields = invalidBody?.fields ?? errorCase.fields
  const version = resolveVersion(operation, requestedVersion)
  return {
    kind: 'error',
    name,
    ...(parameters && { parameters }),
    ...(example && { example }),
    ...(fields && { fields }),
    ...(announcesDeprecation && version && { version }),
  }
}

/** Returns the cell of a case, or none when the body of the request cannot be invalid in its way. */
function errorCell(
  coordinates: Coordinates,
  name: ErrorName,
  errorCase: ErrorCase,
): Cell<ErrorResponse>[] {
  const { operation, provider } = coordinates
  const { operationId } = operation
  const { when, auth = 'Bearer' } = errorCase
  const invalidBody = errorCase.invalidBody?.(coordinates)
  if (errorCase.invalidBody !== undefined && invalidBody === undefined) return []
  const call = toClientCall(coordinates, errorCase, invalidBody)
  return [
    {
      description: `${operationId}: ${errorTitle(name)} when ${when}, ${provider} asked for ${call.accept ?? call.version}`,
      table: 'errors',
      operationId,
      cloudProvider: provider,
      states: toStates(coordinates, errorCase),
      auth,
      call,
      expectedResponse: toErrorResponse(coordinates, name, errorCase, invalidBody),
    },
  ]
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

/**
 * Returns a cell for each case of an error, each operation in which it can happen and each request that triggers it.
 */
export function errorCells(): Cell<ErrorResponse>[] {
  return Object.values(operations).flatMap((operation) =>
    errorNames.flatMap((name) =>
      findErrorCases(operation, name).flatMap((errorCase) =>
        (errorCase.selectCoordinates ?? errorCoordinates)(operation)
          .flatMap((coordinates) => errorCell(coordinates, name, errorCase))
          .flatMap((cell) => withKeysCell(cell, errorCase)),
      ),
    ),
  )
}
