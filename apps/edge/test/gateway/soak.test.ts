import { expect, test } from 'vitest'
import { soak, timeout } from './soak.ts'

const calls = 10_000

test('10,000 calls of which Atlas fails every fifth: none wrong, none foreign, nothing leaked, all in time', async () => {
  const tally = await soak(calls)
  expect(tally).toMatchObject({ calls, wrong: 0, foreign: 0, leaked: 0 })
  expect(tally.faulted).toBeGreaterThan(calls / 50)
  expect(tally.statuses[200]).toBeGreaterThan(calls / 2)
  expect(tally.p99).toBeLessThan(timeout + 250)
})
