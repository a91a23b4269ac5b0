import { expect, test } from 'vitest'
import { faults } from './faulty-atlas.ts'
import { soak } from './soak.ts'

const requests = 1_000
/** What ends by itself, however slow the machine is. `faults.test.ts` has Atlas be silent. */
const met = Object.values(faults).filter(({ observedAs }) => observedAs !== 'TIMEOUT')

test('of 1,000 calls of which Atlas fails many, none is wrong, none foreign, and nothing leaks', async () => {
  const tally = await soak({ requests, met, timeout: 60_000 })
  expect(tally).toMatchObject({ calls: requests, unexpected: 0, foreign: 0, leaked: 0 })
  expect(tally.faults).toBeGreaterThan(0)
  expect(tally.statuses[200]).toBeGreaterThan(0)
})
