import type { CellInteraction } from '../../src/verify/plan.ts'

/**
 * Of a cell, what a runtime can do otherwise than Node: each is in the sample of a runtime at least once.
 *
 * Which version has which field is the same computation everywhere; test/cli/publish.test.ts verifies it, whole, on Node.
 * Only each runtime verifies
 * - as a gateway: that responses of the API behind it, and its errors, come through the gateway as they were;
 * - in Deno and Bun: their servers, their `fetch`, `JSON` and cryptography, and that libSQL loads in them;
 * - in workerd: the same, D1 in the place of libSQL, and the bundle, which may import nothing of Node.
 */
function traits({ cell, interaction }: CellInteraction): string[] {
  const { operationId, auth, cloudProvider, expectedResponse, table, description } = cell
  const statusClass = Math.trunc(interaction.response.status / 100)
  return [
    `${operationId} ${auth} ${statusClass}xx ${cloudProvider}`,
    ...(expectedResponse.kind === 'error' ? [expectedResponse.name] : []),
    ...(table === 'formats' ? [description] : []),
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
