import { getEventListeners, once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { tokenPath } from '@export-buckets/core'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, test } from 'vitest'
import { AtlasApiError, apiKey, createClient, isClientError } from '../src/index.ts'
import { createBodies, ids } from './fakes/buckets.ts'
import { respondInSequence, respondWithBucket, respondWithError } from './fakes/fake-atlas.ts'
import {
  catchRejection,
  createUnauthenticatedClient,
  noAuth,
  testServiceAccount,
} from './fakes/test-client.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

async function runGarbageCollection() {
  if (typeof collectGarbage !== 'function') throw new Error('expected gc()')
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate()
    collectGarbage()
  }
}

const token = JSON.stringify({ access_token: 'token-1', expires_in: 3600, token_type: 'Bearer' })

/** Starts a server that issues tokens and never completes another response. `beginResponse` may begin it. */
async function startPendingServer(beginResponse: (response: ServerResponse) => void) {
  const pendingResponse = Promise.withResolvers<ServerResponse>()
  const baseUrl = await listen((request, response) => {
    if (request.url === tokenPath) return void response.end(token)
    beginResponse(response)
    pendingResponse.resolve(response)
  })
  return { baseUrl, pendingResponse: pendingResponse.promise }
}

const authByName = {
  'no credentials': () => noAuth,
  'a service account': testServiceAccount,
  'an API key': () => apiKey({ publicKey: 'abcdefgh', privateKey: 'p' }),
}

describe.each(Object.entries(authByName))('abort with %s', (_, auth) => {
  test.each([
    ['before the headers', () => undefined],
    ['within the body', (response: ServerResponse) => response.write('{')],
  ])(
    'an abort closes the connection %s, even after garbage collection',
    async (_name, beginResponse) => {
      const { baseUrl, pendingResponse } = await startPendingServer(beginResponse)
      const controller = new AbortController()
      const client = createClient({ auth: auth(), baseUrl })
      const errorPromise = catchRejection(
        client.exportBuckets.get({ ...ids, signal: controller.signal }),
      )
      const response = await pendingResponse
      await runGarbageCollection()
      controller.abort('enough')
      expect(await errorPromise).toBe('enough')
      if (!response.closed) await once(response, 'close')
    },
  )

  test('an abort closes the connection of a POST with a body', async () => {
    const { baseUrl, pendingResponse } = await startPendingServer(() => undefined)
    const controller = new AbortController()
    const client = createClient({ auth: auth(), baseUrl })
    const input = { groupId: ids.groupId, bucket: createBodies.AWS, signal: controller.signal }
    const errorPromise = catchRejection(client.exportBuckets.create(input))
    const response = await pendingResponse
    await runGarbageCollection()
    controller.abort('enough')
    expect(await errorPromise).toBe('enough')
    if (!response.closed) await once(response, 'close')
  })
})

test('a signal that outlives its calls has no listeners left, however they ended', async () => {
  const { signal } = new AbortController()
  const { client } = createUnauthenticatedClient({
    api: respondInSequence(respondWithBucket(), respondWithError('GROUP_NOT_FOUND')),
  })
  await client.exportBuckets.get({ ...ids, signal })
  expect(await catchRejection(client.exportBuckets.get({ ...ids, signal }))).toBeInstanceOf(
    AtlasApiError,
  )
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('an abort cancels a body even when the fetch ignores its signal', async () => {
  const readStarted = Promise.withResolvers<void>()
  const bodyCancelled = Promise.withResolvers<void>()
  const pull = () => {
    readStarted.resolve()
    return new Promise<void>(() => undefined)
  }
  const body = new ReadableStream({ pull, cancel: bodyCancelled.resolve }, { highWaterMark: 0 })
  const client = createClient({ auth: noAuth, fetch: () => new Response(body) })
  const controller = new AbortController()
  const errorPromise = catchRejection(
    client.exportBuckets.get({ ...ids, signal: controller.signal }),
  )
  await readStarted.promise
  controller.abort('enough')
  expect(await errorPromise).toBe('enough')
  await bodyCancelled.promise
})

test('isClientError is false for the DOMException of AbortSignal.timeout, which is also named TimeoutError', async () => {
  const { client } = createUnauthenticatedClient({
    api: () => new Promise<Response>(() => undefined),
  })
  const signalError = await catchRejection(
    client.exportBuckets.get({ ...ids, signal: AbortSignal.timeout(1) }),
  )
  const optionError = await catchRejection(client.exportBuckets.get({ ...ids, timeout: 20 }))
  const errorFacts = [signalError, optionError].map((error) => ({
    name: error instanceof Error && error.name,
    isDomException: error instanceof DOMException,
    code: isClientError(error) && error.code,
  }))
  expect(errorFacts).toEqual([
    { name: 'TimeoutError', isDomException: true, code: false },
    { name: 'TimeoutError', isDomException: false, code: 'TIMEOUT' },
  ])
})
