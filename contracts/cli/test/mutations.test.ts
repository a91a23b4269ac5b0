import { describe, expect, test } from 'vitest'
import { mutations } from '../../provider/mutations.ts'
import { filterNames, valuesOf } from '../../verify/filters.ts'
import { pinnedCells } from '../../verify/plan.ts'
import type { CellReport } from '../../verify/report.ts'
import { filterFlags } from '../commands/verify-flags.ts'
import { runs } from './program.ts'
import { statesProvider } from './states-provider.ts'

/** The narrowest filters that let the cells through whose description has the text. */
function filtersFor(text: string): string[] {
  const cells = pinnedCells().filter(({ cell }) => cell.description.includes(text))
  expect(cells).not.toEqual([])
  return filterNames.flatMap((name) =>
    valuesOf(name, cells).flatMap((value) => [`--${filterFlags[name].name}`, value]),
  )
}

// That the provider holds as it is, is what the whole verification says.
describe('the verification fails, and tells the difference, when the provider', () => {
  test.concurrent.for(Object.entries(mutations))(
    '%s',
    async ([name, { interactions, told }], test) => {
      const { args, env } = await statesProvider(name, test.onTestFinished)
      const ran = await runs([...args, ...filtersFor(interactions), '--json', 'report'], env)
      const { cells }: { cells: CellReport[] } = JSON.parse(ran.files.get('report') ?? '')
      const broken = cells.filter(
        ({ description, outcome }) => description.includes(interactions) && outcome === 'differs',
      )
      expect(JSON.stringify(broken.map(({ differences }) => differences))).toMatch(told)
      expect(ran.code).toBe(1)
    },
  )
})
