import { expect, test } from 'vitest'
import { writeQueue } from '../src/store/drivers/write-queue.ts'

test('a write starts when the previous ones have ended, even when they failed', async () => {
  const queue = writeQueue(() => false)
  const { promise, reject } = Promise.withResolvers<void>()
  const log: string[] = []
  const firstWrite = queue(() => promise).catch(() => log.push('first has failed'))
  const secondWrite = queue(() => log.push('second begins'))
  reject(new Error('no'))
  await Promise.all([firstWrite, secondWrite])
  expect(log).toEqual(['first has failed', 'second begins'])
})
