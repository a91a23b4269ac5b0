import { getEventListeners, once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import { abortable } from '../src/abortable.ts'
import { createDigestFetch } from '../src/client.ts'
import { mufasa } from './fixtures/rfc7616-example.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

async function collectAllGarbage() {
  if (typeof collectGarbage !== 'function') throw new Error('expected gc()')
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate()
    collectGarbage()
  }
}

/** Starts a server that begins a response and never ends it. */
async function startUnendingServer(beginResponse: (response: ServerResponse) => void) {
  const pendingResponse = Promise.withResolvers<ServerResponse>()
  const origin = await listen((_, response) => {
    beginResponse(response)
    pendingResponse.resolve(response)
  })
  return { origin, pendingResponse: pendingResponse.promise }
}

const headers = { authorization: 'Bearer token' }

describe('an abort closes the connection after a garbage collection', () => {
  test.each<[string, RequestInit, (response: ServerResponse) => void]>([
    ['before the response headers', {}, () => undefined],
    ['during the response body', {}, (response) => response.write('{')],
    ['while a POST is sent', { method: 'POST', body: '{}' }, () => undefined],
    ['with an Authorization header of the caller', { headers }, () => undefined],
  ])('an abort closes the connection %s', async (_, init, beginResponse) => {
    const { origin, pendingResponse } = await startUnendingServer(beginResponse)
    const controller = new AbortController()
    const call = createDigestFetch(mufasa)(origin, { ...init, signal: controller.signal })
    const outcome = call.then((result) => result.text()).catch((reason: unknown) => reason)
    const response = await pendingResponse
    await collectAllGarbage()
    controller.abort('enough')
    expect(await outcome).toBe('enough')
    if (!response.closed) await once(response, 'close')
  })
})

test.each<RequestInit>([{ method: 'GET' }, { method: 'POST', body: '{}' }])(
  'a request with an aborted signal is not sent: %j',
  async (init) => {
    let requestCount = 0
    const origin = await listen((_, response) => {
      requestCount++
      response.end()
    })
    const signal = AbortSignal.abort('too late')
    const call = createDigestFetch(mufasa)(origin, { ...init, signal })
    await expect(call).rejects.toBe('too late')
    expect(requestCount).toBe(0)
  },
)

test('abortable rejects immediately for an aborted signal', async () => {
  const never = new Promise<string>(() => undefined)
  const outcome = abortable(never, AbortSignal.abort('too late')).catch((reason) => reason)
  expect(await Promise.race([outcome, setImmediate('still waiting')])).toBe('too late')
})

test('abortable removes its listener when the promise settles', async () => {
  const { signal } = new AbortController()
  expect(await abortable(Promise.resolve('done'), signal)).toBe('done')
  await expect(abortable(Promise.reject('gone'), signal)).rejects.toBe('gone')
  await setImmediate()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('signal: null removes the signal of the Request, as in fetch', async () => {
  const origin = await listen((_, response) => response.end('served'))
  const request = new Request(origin, { signal: AbortSignal.abort('ignored') })
  const response = await createDigestFetch(mufasa)(request, { signal: null })
  expect(await response.text()).toBe('served')
})
