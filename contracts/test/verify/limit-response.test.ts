import { serve } from '@export-buckets/test-support/serve'
import { expect, test } from 'vitest'
import { limitResponses } from '../../src/verify/limit-response.ts'

test('an abort also ends waiting for a body', async () => {
  const started = Promise.withResolvers<void>()
  const url = await serve(() => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{'))
        started.resolve()
      },
    })
    return new Response(body)
  })
  const controller = new AbortController()
  const response = limitResponses(globalThis.fetch, controller.signal)(new Request(url))
  await started.promise
  controller.abort(new Error('enough'))
  await expect(response).rejects.toThrow('enough')
})

test('a response within the limits is unchanged', async () => {
  const responseInit = { status: 418, headers: { 'X-Kept': 'yes' } }
  const url = await serve(() => new Response('short and stout', responseInit))
  const response = await limitResponses(globalThis.fetch, undefined)(new Request(url))
  expect([response.status, response.headers.get('X-Kept')]).toEqual([418, 'yes'])
  expect(await response.text()).toBe('short and stout')
})
