import type { Given } from '@export-buckets/command-line/arguments'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { type Filters, filtered, filterNames, valuesOf } from '../../verify/filters.ts'
import { interactionsInPact } from '../../verify/plan.ts'
import { filterFlags } from './verify-flags.ts'

/**
 * The filters of the command line. Their case does not count.
 *
 * @throws UsageError for a value that no cell has, naming those that there are, and where no cell has them all
 */
export function filtersOf(given: Given): Filters {
  const cells = interactionsInPact()
  const filters: Partial<Record<keyof Filters, string[]>> = {}
  for (const name of filterNames) {
    const flag = filterFlags[name]
    const known = valuesOf(name, cells)
    filters[name] = given.texts(flag.name).map((text) => {
      const value = known.find((each) => each.toLowerCase() === text.toLowerCase())
      if (value !== undefined) return value
      const list = known.toSorted().join(', ')
      throw new UsageError(`--${flag.name}: there is no ${JSON.stringify(text)}, but ${list}`)
    })
  }
  if (filtered(cells, filters).length > 0) return filters
  throw new UsageError('no cell of the matrix has all of the values that are asked for')
}
