import type { CellInteraction } from '../../verify/plan.ts'

/**
 * Of a cell, what a runtime can do otherwise than Node: each is in the sample of a runtime at least once.
 *
 * Which version has which field is the same computation everywhere; cli/test/publish.test.ts verifies it, whole, on Node.
 * Only each runtime verifies
 * - as a gateway: that responses of the API behind it, and its errors, come through the gateway as they were;
 * - in Deno and Bun: their servers, their `fetch`, `JSON` and cryptography, and that libSQL loads in them;
 * - in workerd: the same, D1 in the place of libSQL, and the bundle, which may import nothing of Node.
 */
function traits({ cell, interaction }: CellInteraction): string[] {
  const { operationId, auth, cloudProvider, answer, table, description } = cell
  const statusClass = Math.trunc(interaction.response.status / 100)
  return [
    `${operationId} ${auth} ${statusClass}xx ${cloudProvider}`,
    ...(answer.kind === 'error' ? [answer.name] : []),
    ...(table === 'formats' ? [description] : []),
  ]
}

/** Returns the first cells with each trait, in the order of the matrix. */
export function sample(cells: readonly CellInteraction[]): CellInteraction[] {
  const seen = new Set<string>()
  return cells.filter((each) => {
    const added = traits(each).filter((trait) => !seen.has(trait))
    for (const trait of added) seen.add(trait)
    return added.length > 0
  })
}
