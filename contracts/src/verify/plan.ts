import type { ExportBucketId } from '@export-buckets/core'
import type { Auth, Cell } from '../matrix/cell.ts'
import { matrix } from '../matrix/matrix.ts'
import { committedPact, type Interaction } from '../pact/pact-file.ts'
import { expectedBucketId, retargetToExisting, skipReason } from './read-only.ts'
import type { ProviderCredentials, Target } from './target.ts'

/** A cell with the interaction that the pact has for it. */
export interface CellInteraction {
  readonly cell: Cell
  readonly interaction: Interaction
}

/** A cell with the interaction to verify with this provider, or why there is none. */
export interface PlannedInteraction extends CellInteraction {
  /** Why the cell is skipped. */
  readonly skipMessage?: string
  /** The bucket of a list that the cell is about, where the list may hold others. */
  readonly onlyBucketId?: ExportBucketId | undefined
}

/** Returns every cell with its interaction in the committed pact, in the order of the matrix. */
export function interactionsInPact(): CellInteraction[] {
  const { interactions } = committedPact()
  const byDescription = new Map(
    interactions.map((interaction) => [interaction.description, interaction]),
  )
  return matrix.map((cell) => {
    const interaction = byDescription.get(cell.description)
    if (interaction === undefined) throw new Error(`the pact has no "${cell.description}"`)
    return { cell, interaction }
  })
}

function missingCredentials(auth: Auth, { account, key }: ProviderCredentials): string | undefined {
  if (auth === 'Bearer' && account === undefined) return 'there is no service account'
  if (auth === 'Digest' && key === undefined) return 'there is no API key'
  return undefined
}

/** Returns what of the pact is verified with this provider. */
export function planInteractions(
  cells: readonly CellInteraction[],
  target: Target,
): PlannedInteraction[] {
  const { statesUrl, existing, credentials } = target
  return cells.map(({ cell, interaction }) => {
    const isReadOnly = statesUrl === undefined
    const reason = isReadOnly ? skipReason(cell, existing) : undefined
    const skipMessage = reason ?? missingCredentials(cell.auth, credentials)
    if (skipMessage !== undefined) return { cell, interaction, skipMessage }
    if (!isReadOnly) return { cell, interaction }
    const onlyBucketId = expectedBucketId(cell, existing)
    return { cell, interaction: retargetToExisting(cell, interaction, existing), onlyBucketId }
  })
}
