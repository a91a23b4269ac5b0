import { trackNewerCalls } from '@export-buckets/test-support/track-newer-calls'
import { expect, test } from 'vitest'
import { createDigestFetch } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'

test('the client and the server call no function that Node 20 lacks', async () => {
  const { origin, statuses } = await startDigestServer({ algorithms: ['SHA-256'] })
  const calls = trackNewerCalls()
  const fetch = createDigestFetch({ username: 'Mufasa', password: 'Circle of Life' })
  const responses = await Promise.all([
    fetch(`${origin}/a?x='`),
    fetch(origin, { method: 'POST', body: 'b' }),
    fetch(origin),
  ])
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(statuses()).toEqual([401, 200, 200, 200])
  expect(calls).toEqual([])
})
