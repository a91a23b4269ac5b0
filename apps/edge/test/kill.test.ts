import { expect, test } from 'vitest'
import { killRounds } from './kill.ts'

const rounds = 3

test('kill -9 during writes loses no acknowledged write and leaves no partial write', async () => {
  const tally = await killRounds(rounds)
  expect(tally).toMatchObject({ rounds, lostWrites: 0, tornReads: 0 })
  expect(tally.acknowledged).toBeGreaterThanOrEqual(rounds)
})
