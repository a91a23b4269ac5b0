import { getEventListeners, once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { unlessAborted } from '../src/abort.ts'
import { createDigestFetch } from '../src/client.ts'
import { listen } from './stand-in/listen.ts'
import { mufasa } from './stand-in/mufasa.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

async function forget() {
  if (typeof collectGarbage !== 'function') throw new Error('expected gc()')
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate()
    collectGarbage()
  }
}

/** A server that begins an answer and never ends it. */
async function unending(begin: (response: ServerResponse) => void) {
  const begun = Promise.withResolvers<ServerResponse>()
  const origin = await listen((_, response) => {
    begin(response)
    begun.resolve(response)
  })
  return { origin, begun: begun.promise }
}

const headers = { authorization: 'Bearer token' }

describe('an abort closes the connection, whatever was collected as garbage since', () => {
  test.each<[string, RequestInit, (response: ServerResponse) => void]>([
    ['before the headers', {}, () => undefined],
    ['within the body', {}, (response) => response.write('{')],
    ['within the sending of a POST', { method: 'POST', body: '{}' }, () => undefined],
    ['with an Authorization of the caller', { headers }, () => undefined],
  ])('%s', async (_, init, begin) => {
    const { origin, begun } = await unending(begin)
    const controller = new AbortController()
    const call = createDigestFetch(mufasa)(origin, { ...init, signal: controller.signal })
    const failed = call.then((answer) => answer.text()).catch((reason: unknown) => reason)
    const response = await begun
    await forget()
    controller.abort('enough')
    expect(await failed).toBe('enough')
    if (!response.closed) await once(response, 'close')
  })
})

test.each<RequestInit>([{ method: 'GET' }, { method: 'POST', body: '{}' }])(
  'a signal that was aborted before sends nothing: %j',
  async (init) => {
    let received = 0
    const origin = await listen((_, response) => {
      received++
      response.end()
    })
    const signal = AbortSignal.abort('too late')
    const call = createDigestFetch(mufasa)(origin, { ...init, signal })
    await expect(call).rejects.toBe('too late')
    expect(received).toBe(0)
  },
)

test('a signal that was aborted before ends a wait at once', async () => {
  const never = new Promise<string>(() => undefined)
  const waited = unlessAborted(AbortSignal.abort('too late'), never).catch((reason) => reason)
  expect(await Promise.race([waited, setImmediate('still waiting')])).toBe('too late')
})

test('a signal that outlives a wait is left without a listener, however the wait ended', async () => {
  const { signal } = new AbortController()
  expect(await unlessAborted(signal, Promise.resolve('done'))).toBe('done')
  await expect(unlessAborted(signal, Promise.reject('gone'))).rejects.toBe('gone')
  await setImmediate()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('signal: null takes the signal of the Request away, as in fetch', async () => {
  const origin = await listen((_, response) => response.end('served'))
  const request = new Request(origin, { signal: AbortSignal.abort('ignored') })
  const answer = await createDigestFetch(mufasa)(request, { signal: null })
  expect(await answer.text()).toBe('served')
})
