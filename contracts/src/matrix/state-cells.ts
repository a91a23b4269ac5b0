import { operations } from '@export-buckets/core'
import type { Cell } from './cell.ts'
import { type Coordinates, newestVersionCoordinates } from './coordinates.ts'
import { caseStates, createCall, expectedResponse } from './scenario.ts'
import { scenarios } from './scenarios.ts'

/** Returns the two cells of a case: one pins the shape of the response, the other that there are no other keys. */
function toCells({ operation, provider, requestedVersion }: Coordinates, title: string): Cell[] {
  const { operationId, versions } = operation
  const scenario = scenarios[operationId].otherCases?.[title]
  const version = versions.at(-1)
  if (scenario === undefined || version === undefined) return []
  return (['shape', 'keys'] as const).map((pins) => ({
    description: `${operationId}: ${title}, ${provider} asked for ${requestedVersion}${pins === 'keys' ? ', and no other key' : ''}`,
    table: 'states',
    operationId,
    cloudProvider: provider,
    states: caseStates(scenario, operation, provider),
    auth: 'Bearer',
    call: createCall({ operation, provider, requestedVersion }, scenario),
    expectedResponse: expectedResponse(operation, scenario, provider, version, pins),
  }))
}

/** Returns the cells of the responses that depend on the state of a resource, with the newest version. */
export function stateCells(): Cell[] {
  return Object.values(operations).flatMap((operation) =>
    Object.keys(scenarios[operation.operationId].otherCases ?? {}).flatMap((title) =>
      newestVersionCoordinates(operation).flatMap((coordinates) => toCells(coordinates, title)),
    ),
  )
}
