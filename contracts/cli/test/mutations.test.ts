import { describe, expect, test } from 'vitest'
import { mutations } from '../../provider/mutations.ts'
import { filterNames, valuesOf } from '../../verify/filters.ts'
import { interactionsInPact } from '../../verify/plan.ts'
import type { CellReport } from '../../verify/report.ts'
import { filterFlags } from '../commands/verify-flags.ts'
import { runs } from './program.ts'
import { statesProvider } from './states-provider.ts'

/** The narrowest filters that let the cells through whose description has the text. */
function filtersFor(text: string): string[] {
  const cells = interactionsInPact().filter(({ cell }) => cell.description.includes(text))
  expect(cells).not.toEqual([])
  return filterNames.flatMap((name) =>
    valuesOf(name, cells).flatMap((value) => [`--${filterFlags[name].name}`, value]),
  )
}

// That the unbroken provider passes is what states.test.ts says.
describe('the verification fails, and names the difference, when the provider', () => {
  test.concurrent.for(Object.entries(mutations))(
    '%s',
    async ([name, { interactions, told }], test) => {
      const { args, env } = await statesProvider(name, test.onTestFinished)
      const ran = await runs([...args, ...filtersFor(interactions), '--json', 'report'], env)
      const { cells }: { cells: CellReport[] } = JSON.parse(ran.files.get('report') ?? '')
      const broken = cells.filter(
        ({ description, outcome }) => description.includes(interactions) && outcome === 'failed',
      )
      const differences = broken.flatMap((cell) => cell.differences)
      expect(JSON.stringify(differences)).toMatch(told)
      // In plain words, not in those of Pact's matchers.
      for (const { message } of differences)
        expect(message).not.toMatch(/Expected|Actual map|mismatch|match '/)
      expect(ran.code).toBe(1)
    },
  )
})
