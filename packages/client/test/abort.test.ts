import { getEventListeners, once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, apiKey, createClient, isClientError } from '../src/index.ts'
import { abortable } from '../src/transport/abort.ts'
import { bucket, failure, inTurn } from './stand-in/atlas.ts'
import { ids, requests } from './stand-in/buckets.ts'
import { account, noAuth, rejection, unsignedClientOf } from './stand-in/client.ts'
import { listen } from './stand-in/listen.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

async function forget() {
  if (typeof collectGarbage !== 'function') throw new Error('expected gc()')
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate()
    collectGarbage()
  }
}

const token = JSON.stringify({ access_token: 'token-1', expires_in: 3600, token_type: 'Bearer' })

/** A server that gives tokens, lets Digest through, and answers nothing else but what `begin` begins. */
async function silent(begin: (response: ServerResponse) => void) {
  const waiting = Promise.withResolvers<ServerResponse>()
  const baseUrl = await listen((request, response) => {
    if (request.url === tokenPath) return void response.end(token)
    begin(response)
    waiting.resolve(response)
  })
  return { baseUrl, waiting: waiting.promise }
}

const auths = {
  'no credentials': () => noAuth,
  'a service account': account,
  'an API key': () => apiKey({ publicKey: 'abcdefgh', privateKey: 'p' }),
}

describe.each(Object.entries(auths))('an abort closes the connection, with %s', (_, auth) => {
  test.each([
    ['before the headers', () => undefined],
    ['within the body', (response: ServerResponse) => response.write('{')],
  ])('%s, whatever was collected as garbage since', async (_name, begin) => {
    const { baseUrl, waiting } = await silent(begin)
    const controller = new AbortController()
    const client = createClient({ auth: auth(), baseUrl })
    const failed = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
    const response = await waiting
    await forget()
    controller.abort('enough')
    expect(await failed).toBe('enough')
    if (!response.closed) await once(response, 'close')
  })

  test('for a POST with its body too', async () => {
    const { baseUrl, waiting } = await silent(() => undefined)
    const controller = new AbortController()
    const client = createClient({ auth: auth(), baseUrl })
    const input = { groupId: ids.groupId, bucket: requests.AWS, signal: controller.signal }
    const failed = rejection(client.exportBuckets.create(input))
    const response = await waiting
    await forget()
    controller.abort('enough')
    expect(await failed).toBe('enough')
    if (!response.closed) await once(response, 'close')
  })
})

test('a signal that was aborted before ends a wait at once', async () => {
  const never = new Promise<string>(() => undefined)
  const waited = rejection(abortable(never, AbortSignal.abort('too late')))
  expect(await Promise.race([waited, setImmediate('still waiting')])).toBe('too late')
})

test('a signal that outlives its calls is left without a listener, however they ended', async () => {
  const { signal } = new AbortController()
  expect(await abortable(Promise.resolve('done'), signal)).toBe('done')
  const { client } = unsignedClientOf({ api: inTurn(bucket(), failure('GROUP_NOT_FOUND')) })
  await client.exportBuckets.get({ ...ids, signal })
  expect(await rejection(client.exportBuckets.get({ ...ids, signal }))).toBeInstanceOf(
    AtlasApiError,
  )
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('an abort cancels a body even where the fetch does not heed its signal', async () => {
  const reading = Promise.withResolvers<void>()
  const cancelled = Promise.withResolvers<void>()
  const pull = () => {
    reading.resolve()
    return new Promise<void>(() => undefined)
  }
  const body = new ReadableStream({ pull, cancel: cancelled.resolve }, { highWaterMark: 0 })
  const client = createClient({ auth: noAuth, fetch: () => new Response(body) })
  const controller = new AbortController()
  const failed = rejection(client.exportBuckets.get({ ...ids, signal: controller.signal }))
  await reading.promise
  controller.abort('enough')
  expect(await failed).toBe('enough')
  await cancelled.promise
})

test('the reason of AbortSignal.timeout, a DOMException of the same name, is no error of the client', async () => {
  const { client } = unsignedClientOf({ api: () => new Promise<Response>(() => undefined) })
  const ofSignal = await rejection(
    client.exportBuckets.get({ ...ids, signal: AbortSignal.timeout(1) }),
  )
  const ofOption = await rejection(client.exportBuckets.get({ ...ids, timeout: 20 }))
  const facts = [ofSignal, ofOption].map((error) => ({
    name: error instanceof Error && error.name,
    isDomException: error instanceof DOMException,
    code: isClientError(error) && error.code,
  }))
  expect(facts).toEqual([
    { name: 'TimeoutError', isDomException: true, code: false },
    { name: 'TimeoutError', isDomException: false, code: 'TIMEOUT' },
  ])
})
