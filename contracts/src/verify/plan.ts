import type { Auth, Cell } from '../matrix/cell.ts'
import { matrix } from '../matrix/matrix.ts'
import { committedPact, type Interaction } from '../pact/pact-file.ts'
import type { ListElement } from './existing-body.ts'
import { skipReason } from './existing-resources.ts'
import type { Filters, ProviderCredentials, Target } from './options.ts'
import { listedElement, retargetToExisting } from './read-only.ts'

/** A cell and its interaction in the pact. */
export interface CellInteraction {
  readonly cell: Cell
  readonly interaction: Interaction
}

/** A cell and the interaction to verify with this provider, or the reason to skip it. */
export interface PlannedInteraction extends CellInteraction {
  /** The reason why the cell is skipped. */
  readonly skipMessage?: string
  /** The element to compare in a list that may hold others. */
  readonly onlyElement?: ListElement | undefined
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
  if (auth === 'Bearer' && account === undefined) return 'no service account was given'
  if (auth === 'Digest' && key === undefined) return 'no API key was given'
  return undefined
}

/** Decides which interactions are verified with this provider, and adapts them to it. */
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
    const onlyElement = listedElement(cell, existing)
    return { cell, interaction: retargetToExisting(cell, interaction, existing), onlyElement }
  })
}

/** Returns the value of a cell for each filter. */
const readFilterValue: Readonly<
  Record<keyof Filters, (cellInteraction: CellInteraction) => string>
> = {
  operations: ({ cell }) => cell.operationId,
  versions: ({ cell }) => cell.call.version,
  providers: ({ cell }) => cell.cloudProvider,
  statuses: ({ interaction }) => String(interaction.response.status),
}

/** The names of the filters. */
export const filterNames: readonly (keyof Filters)[] = Object.keys(readFilterValue).filter(
  (name): name is keyof Filters => name in readFilterValue,
)

/** Returns every value of a filter, in the order of the matrix. */
export function listFilterValues(name: keyof Filters, cells: readonly CellInteraction[]): string[] {
  return [...new Set(cells.map(readFilterValue[name]))]
}

/** Returns the cells that match every filter. */
export function applyFilters(
  cells: readonly CellInteraction[],
  filters: Filters,
): CellInteraction[] {
  return cells.filter((cellInteraction) =>
    filterNames.every((name) => {
      const allowedValues = filters[name] ?? []
      return (
        allowedValues.length === 0 || allowedValues.includes(readFilterValue[name](cellInteraction))
      )
    }),
  )
}
