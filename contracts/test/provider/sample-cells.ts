import { operations } from '@export-buckets/core'
import { hasVersionsByProvider } from '../../src/matrix/resources.ts'
import type { CellInteraction } from '../../src/verify/plan.ts'

/**
 * Returns the traits of a cell in which a runtime can differ from Node. The sample of a runtime has each at least once.
 *
 * The version of a field is computed identically everywhere, and test/cli/publish.test.ts verifies it on Node. A runtime
 * additionally verifies
 * - as a gateway: that responses and errors of the API behind it pass through unchanged;
 * - in Deno and Bun: their server, `fetch`, `JSON` and cryptography, and that libSQL loads;
 * - in workerd: the same with D1 instead of libSQL, and that the bundle imports nothing of Node.
 *
 * All handlers share authentication and formats. So the operations on export buckets have each authentication, cloud provider
 * and format, and the others each class of statuses, and each cloud provider once.
 */
function traits({ cell, interaction }: CellInteraction): string[] {
  const { operationId, auth, cloudProvider, expectedResponse, table, description } = cell
  const statusClass = `${Math.trunc(interaction.response.status / 100)}xx`
  const isComplete = hasVersionsByProvider(operations[operationId])
  return [
    ...(isComplete
      ? [`${operationId} ${auth} ${statusClass} ${cloudProvider}`]
      : [`${operationId} ${statusClass}`, `${operationId} ${cloudProvider}`]),
    ...(expectedResponse.kind === 'error' ? [expectedResponse.name] : []),
    ...(isComplete && table === 'formats' ? [description] : []),
  ]
}

/** Returns the first cells with each trait, in the order of the matrix. */
export function sampleCells(cells: readonly CellInteraction[]): CellInteraction[] {
  const seenTraits = new Set<string>()
  return cells.filter((cellInteraction) => {
    const newTraits = traits(cellInteraction).filter((trait) => !seenTraits.has(trait))
    for (const trait of newTraits) seenTraits.add(trait)
    return newTraits.length > 0
  })
}
