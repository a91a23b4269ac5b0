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

/** Every value that a filter can have, in the order of the matrix. */
export function listFilterValues(name: keyof Filters, cells: readonly CellInteraction[]): string[] {
  return [...new Set(cells.map(readFilterValue[name]))]
}

/** The cells that every filter lets pass. */
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
