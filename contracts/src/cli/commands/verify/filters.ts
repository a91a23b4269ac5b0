import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import {
  applyFilters,
  type Filters,
  filterNames,
  listFilterValues,
} from '../../../verify/filters.ts'
import { interactionsInPact } from '../../../verify/plan.ts'
import { filterFlags } from './flags.ts'

/**
 * The filters of the command line. Their case does not count.
 *
 * @throws UsageError for a value that no cell has, naming those that there are, and where no cell has them all
 */
export function readFilters(parsedArgs: ParsedArguments): Filters {
  const cells = interactionsInPact()
  const filters: Partial<Record<keyof Filters, string[]>> = {}
  for (const name of filterNames) {
    const flag = filterFlags[name]
    const values = listFilterValues(name, cells)
    filters[name] = parsedArgs.values(flag.name).map((text) => {
      const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase())
      if (value !== undefined) return value
      const list = values.toSorted().join(', ')
      throw new UsageError(`--${flag.name}: there is no ${JSON.stringify(text)}, but ${list}`)
    })
  }
  if (applyFilters(cells, filters).length > 0) return filters
  throw new UsageError('no cell of the matrix has all of the values that are asked for')
}
