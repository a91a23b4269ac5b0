import { expect, test } from 'vitest'
import { keptReads } from '../src/store/kept-reads.ts'
import { memoryStore } from '../src/store/memory.ts'

test('what was read before a write, and comes after it, is not kept', async () => {
  const store = memoryStore()
  const key = { publicKey: 'revoked', ha1: 'a'.repeat(32), grants: [] }
  const late = Promise.withResolvers<typeof key>()
  let version = 1
  const answers = [late.promise]
  const reading = { ...store, apiKey: async () => answers.shift() }
  const kept = keptReads(reading, () => version)
  const before = kept.apiKey('revoked')
  version = 2
  expect(await kept.apiKey('another')).toBeUndefined()
  late.resolve(key)
  expect(await before).toEqual(key)
  expect(await kept.apiKey('revoked')).toBeUndefined()
})
