import type { ExportBucketId } from '@export-buckets/core'
import type { Auth, Cell } from '../matrix/cells.ts'
import { matrix } from '../matrix/matrix.ts'
import { committed, type Interaction, readPact } from '../matrix/pact-file.ts'
import { inExisting, listedBucket, notReadable } from './read-only.ts'
import type { Credentials, Target } from './target.ts'

/** A cell with the interaction that the pact has for it. */
export interface Pinned {
  readonly cell: Cell
  readonly interaction: Interaction
}

/** A cell with what is asked of this provider, or why nothing is. */
export interface Planned extends Pinned {
  readonly notAsked?: string
  /** The bucket of a list that the cell is about, where the list may hold others. */
  readonly only?: ExportBucketId | undefined
}

/** Every cell with its interaction in the committed pact, in the order of the matrix. */
export function pinnedCells(): Pinned[] {
  const { interactions } = readPact(committed)
  const pinned = new Map(interactions.map((each) => [each.description, each]))
  return matrix.map((cell) => {
    const interaction = pinned.get(cell.description)
    if (interaction === undefined) throw new Error(`the pact has no "${cell.description}"`)
    return { cell, interaction }
  })
}

function missing(auth: Auth, { account, key }: Credentials): string | undefined {
  if (auth === 'Bearer' && account === undefined) return 'there is no service account'
  if (auth === 'Digest' && key === undefined) return 'there is no API key'
  return undefined
}

/** What of the pact is asked of this provider. */
export function plan(cells: readonly Pinned[], target: Target): Planned[] {
  const { statesUrl, existing, credentials } = target
  return cells.map(({ cell, interaction }) => {
    const isReadOnly = statesUrl === undefined
    const reason = isReadOnly ? notReadable(cell, existing) : undefined
    const notAsked = reason ?? missing(cell.auth, credentials)
    if (notAsked !== undefined) return { cell, interaction, notAsked }
    if (!isReadOnly) return { cell, interaction }
    const only = listedBucket(cell, existing)
    return { cell, interaction: inExisting(cell, interaction, existing), only }
  })
}
