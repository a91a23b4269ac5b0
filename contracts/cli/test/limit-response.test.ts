import { expect, test } from 'vitest'
import { limited } from '../../verify/limit-response.ts'
import { serve } from './serve.ts'

test('an abort ends the waiting for a body, too', async () => {
  const begun = Promise.withResolvers<void>()
  const url = await serve(() => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{'))
        begun.resolve()
      },
    })
    return new Response(body)
  })
  const controller = new AbortController()
  const answer = limited(globalThis.fetch, controller.signal)(new Request(url))
  await begun.promise
  controller.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
})

test('an answer comes as it was sent', async () => {
  const sent = { status: 418, headers: { 'X-Kept': 'yes' } }
  const url = await serve(() => new Response('short and stout', sent))
  const answer = await limited(globalThis.fetch, undefined)(new Request(url))
  expect([answer.status, answer.headers.get('X-Kept')]).toEqual([418, 'yes'])
  expect(await answer.text()).toBe('short and stout')
})
