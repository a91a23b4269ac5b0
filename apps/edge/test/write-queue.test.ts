import { expect, test } from 'vitest'
import { writeQueue } from '../src/store/write-queue.ts'

test('a write begins when those before it have ended, also badly', async () => {
  const queue = writeQueue(() => false)
  const { promise, reject } = Promise.withResolvers<void>()
  const seen: string[] = []
  const first = queue(() => promise).catch(() => seen.push('first has failed'))
  const second = queue(() => seen.push('second begins'))
  reject(new Error('no'))
  await Promise.all([first, second])
  expect(seen).toEqual(['first has failed', 'second begins'])
})
