import { expect, test } from 'vitest'
import { faults } from './faulty-atlas.ts'
import { soak } from './soak.ts'

const requests = 1_000
/** Faults that end without a timeout, however slow the machine is. `faults.test.ts` covers a silent Atlas. */
const injectedFaults = Object.values(faults).filter(({ observedAs }) => observedAs !== 'TIMEOUT')

test('1,000 calls with many faults of Atlas return no wrong bucket, no bucket of another project and no secret', async () => {
  const tally = await soak({ requests, injectedFaults, timeout: 60_000 })
  expect(tally).toMatchObject({ calls: requests, unexpected: 0, foreign: 0, leaked: 0 })
  expect(tally.faults).toBeGreaterThan(0)
  expect(tally.statuses[200]).toBeGreaterThan(0)
})
