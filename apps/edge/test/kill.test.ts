import { expect, test } from 'vitest'
import { killRounds } from './kill.ts'

const rounds = 3

test('kill -9 during writes loses nothing acknowledged and leaves nothing half-written', async () => {
  const tally = await killRounds(rounds)
  expect(tally).toMatchObject({ rounds, lostWrites: 0, tornReads: 0 })
  expect(tally.acknowledged).toBeGreaterThanOrEqual(rounds)
})
