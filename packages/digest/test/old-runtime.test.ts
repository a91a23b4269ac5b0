import { expect, test } from 'vitest'
import { createDigestFetch } from '../src/client.ts'
import { guarded } from './stand-in/guarded.ts'
import { callsOfNewerFunctions } from './stand-in/newer-than-node-20.ts'

test('both halves call no function that Node 20 lacks', async () => {
  const { origin, statuses } = await guarded({ algorithms: ['SHA-256'] })
  const calls = callsOfNewerFunctions()
  const fetch = createDigestFetch({ username: 'Mufasa', password: 'Circle of Life' })
  const answers = await Promise.all([
    fetch(`${origin}/a?x='`),
    fetch(origin, { method: 'POST', body: 'b' }),
    fetch(origin),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(statuses()).toEqual([401, 200, 200, 200])
  expect(calls).toEqual([])
})
