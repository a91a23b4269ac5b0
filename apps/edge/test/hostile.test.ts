import { beforeAll, expect, test } from 'vitest'
import { maxRatio, measureBlocks } from './event-loop.ts'
import { assertPageIsBuilt } from './page-visit.ts'
import { measureUnread } from './unread.ts'

beforeAll(assertPageIsBuilt)

test('no hostile request stops the event loop for ten times as long as a normal one', async () => {
  const blocks = await measureBlocks()
  expect(blocks.length).toBeGreaterThan(50)
  expect(blocks.filter(({ ratio }) => ratio > maxRatio)).toEqual([])
})

test('15,000 pipelined requests for the API page, which nobody reads, take less than 400 MB', async () => {
  const { memory } = await measureUnread()
  expect(memory).toBeLessThan(400)
})
