import type { CellInteraction } from './plan.ts'

/** Which cells of the matrix to look at: those that have one of the values of each filter. An empty filter lets all pass. */
export interface Filters {
  /** Operation ids. */
  readonly operations?: readonly string[]
  /** API dates that are asked for. */
  readonly versions?: readonly string[]
  /** Cloud providers. */
  readonly providers?: readonly string[]
  /** HTTP statuses that the pact pins. */
  readonly statuses?: readonly string[]
}

/** What a cell has of each filter. */
const valueIn: Readonly<Record<keyof Filters, (pinned: CellInteraction) => string>> = {
  operations: ({ cell }) => cell.operationId,
  versions: ({ cell }) => cell.ask.version,
  providers: ({ cell }) => cell.cloudProvider,
  statuses: ({ interaction }) => String(interaction.response.status),
}

/** The names of the filters. */
export const filterNames: readonly (keyof Filters)[] = Object.keys(valueIn).filter(
  (name): name is keyof Filters => name in valueIn,
)

/** Every value that a filter can have, in the order of the matrix. */
export function valuesOf(name: keyof Filters, cells: readonly CellInteraction[]): string[] {
  return [...new Set(cells.map(valueIn[name]))]
}

/** The cells that every filter lets pass. */
export function filtered(cells: readonly CellInteraction[], filters: Filters): CellInteraction[] {
  return cells.filter((pinned) =>
    filterNames.every((name) => {
      const wanted = filters[name] ?? []
      return wanted.length === 0 || wanted.includes(valueIn[name](pinned))
    }),
  )
}
