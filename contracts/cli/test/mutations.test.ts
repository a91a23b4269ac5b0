import { describe, expect, test } from 'vitest'
import { mutations } from '../../provider/mutations.ts'
import { interactionsInPact } from '../../verify/plan.ts'
import { verifyCells } from '../../verify/verify-cells.ts'
import { statesProvider } from './states-provider.ts'

// That the unbroken provider passes is what publish.test.ts says.
describe('the verification fails, and names the difference, when the provider', () => {
  test.concurrent.for(Object.entries(mutations))(
    '%s',
    async ([name, { interactions, told }], test) => {
      const { target } = await statesProvider(name, test.onTestFinished)
      const broken = interactionsInPact().filter(({ cell }) =>
        cell.description.includes(interactions),
      )
      const { cells } = await verifyCells(broken, { target })
      const failed = cells.filter(({ outcome }) => outcome === 'failed')
      const differences = failed.flatMap((cell) => cell.differences)
      expect(JSON.stringify(differences)).toMatch(told)
      // In plain words, not in those of Pact's matchers.
      for (const { message } of differences)
        expect(message).not.toMatch(/Expected|Actual map|mismatch|match '/)
    },
  )
})
