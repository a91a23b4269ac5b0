import { describe, expect, test } from 'vitest'
import { interactionsInPact } from '../../src/verify/plan.ts'
import { verifyCells } from '../../src/verify/verify-cells.ts'
import { providerMutations } from '../fixtures/provider-mutations.ts'
import { startStatefulProvider } from '../fixtures/stateful-provider.ts'

// test/cli/publish.test.ts tests that the unmutated provider passes.
describe('the verification fails, and names the difference, when the provider', () => {
  test.concurrent.for(Object.entries(providerMutations))(
    '%s',
    async ([name, { affectedDescription, expectedMismatch }], test) => {
      const { target } = await startStatefulProvider(name, test.onTestFinished)
      const broken = interactionsInPact().filter(({ cell }) =>
        cell.description.includes(affectedDescription),
      )
      const { cells } = await verifyCells(broken, { target })
      const failed = cells.filter(({ outcome }) => outcome === 'failed')
      const differences = failed.flatMap((cell) => cell.differences)
      expect(JSON.stringify(differences)).toMatch(expectedMismatch)
      // In plain words, not in terms of Pact's matchers.
      for (const { message } of differences)
        expect(message).not.toMatch(/Expected|Actual map|mismatch|match '/)
    },
  )
})
