import { setImmediate } from 'node:timers/promises'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createDigestFetch, type FetchLike } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import { mufasa } from './fixtures/rfc7616-example.ts'

/** Blocks the first request until the gate is opened, and resolves when that request arrives. */
function createFirstRequestGate() {
  const firstArrival = Promise.withResolvers<void>()
  const opening = Promise.withResolvers<void>()
  const gate = (precedingRequests: number) => {
    if (precedingRequests > 0) return undefined
    firstArrival.resolve()
    return opening.promise
  }
  return { gate, firstArrival: firstArrival.promise, open: () => opening.resolve() }
}

/** Starts a call and records whether it has ended. */
function trackCall<T>(call: Promise<T>) {
  const ended = { yet: false }
  const settled = call.then(
    (value) => value,
    (reason: unknown) => reason,
  )
  settled.then(() => {
    ended.yet = true
  })
  return { settled, ended }
}

describe('calls during the first call', () => {
  test('concurrent calls wait for the first one and send nothing', async () => {
    const { gate, firstArrival, open } = createFirstRequestGate()
    const { origin, exchanges, statuses } = await startDigestServer({ beforeResponse: gate })
    const fetch = createDigestFetch(mufasa)
    const calls = Array.from({ length: 10 }, () => fetch(origin))
    await firstArrival
    await setImmediate()
    expect(exchanges).toEqual([])
    open()
    await Promise.all(calls)
    expect(statuses()).toEqual([401, ...Array(10).fill(200)])
  })

  test('waiting calls leave no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const headers = { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' }
    // Without a connection, because connections have timers.
    const send: FetchLike = async (_, init) =>
      new Headers(init.headers).has('authorization')
        ? new Response('served')
        : new Response('refused', { status: 401, headers })
    const fetch = createDigestFetch({ ...mufasa, fetch: send })
    const origin = 'https://atlas.test'
    const responses = await Promise.all([fetch(origin), fetch(origin), fetch(origin)])
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('an abort ends the wait of its own call only', async () => {
    const { gate, firstArrival, open } = createFirstRequestGate()
    const { origin, statuses } = await startDigestServer({ beforeResponse: gate })
    const fetch = createDigestFetch(mufasa)
    const impatient = new AbortController()
    const leader = trackCall(fetch(origin))
    const waiting = trackCall(fetch(origin, { signal: impatient.signal }))
    const patient = trackCall(fetch(origin))
    await firstArrival
    impatient.abort('enough')
    expect(await waiting.settled).toBe('enough')
    expect([leader.ended.yet, patient.ended.yet]).toEqual([false, false])
    open()
    expect(await Promise.all([leader.settled, patient.settled])).toMatchObject([
      { status: 200 },
      { status: 200 },
    ])
    expect(statuses()).toEqual([401, 200, 200])
  })

  test('a call with an aborted signal does not wait', async () => {
    const { gate, firstArrival, open } = createFirstRequestGate()
    const { origin } = await startDigestServer({ beforeResponse: gate })
    const fetch = createDigestFetch(mufasa)
    const leader = trackCall(fetch(origin))
    await firstArrival
    await expect(fetch(origin, { signal: AbortSignal.abort('too late') })).rejects.toBe('too late')
    expect(leader.ended.yet).toBe(false)
    open()
    expect(await leader.settled).toMatchObject({ status: 200 })
  })

  test('a waiting call leads after the first call is aborted', async () => {
    const { gate, firstArrival, open } = createFirstRequestGate()
    const { origin, statuses } = await startDigestServer({ beforeResponse: gate })
    const fetch = createDigestFetch(mufasa)
    const controller = new AbortController()
    const leader = trackCall(fetch(origin, { signal: controller.signal }))
    const otherCalls = Array.from({ length: 5 }, () => fetch(origin))
    await firstArrival
    controller.abort('given up')
    expect(await leader.settled).toBe('given up')
    const responses = await Promise.all(otherCalls)
    expect(responses.map(({ status }) => status)).toEqual(Array(5).fill(200))
    // The aborted request is still blocked. One other request was challenged, and five were served.
    expect(statuses()).toEqual([401, ...Array(5).fill(200)])
    open()
  })

  // A Worker drops the pending work of a request after its response, so the call never ends.
  test('calls wait at most ten seconds for a first call that never ends', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { gate, firstArrival, open } = createFirstRequestGate()
    const { origin, statuses } = await startDigestServer({ beforeResponse: gate })
    const fetch = createDigestFetch(mufasa)
    const leader = fetch(origin)
    await firstArrival
    const waiting = [fetch(origin), fetch(origin)]
    vi.advanceTimersByTime(9_999)
    await setImmediate()
    expect(statuses()).toEqual([])
    vi.advanceTimersByTime(1)
    const responses = await Promise.all([...waiting, fetch(origin)])
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    // One of the waiting calls was challenged, and the leader has no response yet.
    expect(statuses()).toEqual([401, 200, 200, 200])
    open()
    expect((await leader).status).toBe(200)
  })

  test('a late first call does not end the wait for its successor', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const pendingResponses: PromiseWithResolvers<Response>[] = []
    const send: FetchLike = () => {
      const pendingResponse = Promise.withResolvers<Response>()
      pendingResponses.push(pendingResponse)
      return pendingResponse.promise
    }
    const fetch = createDigestFetch({ ...mufasa, fetch: send })
    const call = async () => {
      const status = fetch('https://atlas.test').then((response) => response.status)
      await setImmediate()
      return { status }
    }
    const lostCall = await call()
    vi.advanceTimersByTime(10_000)
    const successor = await call()
    pendingResponses[0]?.resolve(new Response('late', { status: 503 }))
    expect(await lostCall.status).toBe(503)
    const waiting = await call()
    expect(pendingResponses).toHaveLength(2)
    pendingResponses[1]?.resolve(new Response('open to all'))
    expect(await successor.status).toBe(200)
    await setImmediate()
    pendingResponses[2]?.resolve(new Response('open to all'))
    expect(await waiting.status).toBe(200)
  })

  test('a waiting call leads after the first call is aborted before it is sent', async () => {
    const { origin, statuses } = await startDigestServer()
    const controller = new AbortController()
    const fetch = createDigestFetch(mufasa)
    const leader = trackCall(fetch(origin, { signal: controller.signal }))
    const otherCall = fetch(origin)
    controller.abort('given up')
    expect(await leader.settled).toBe('given up')
    expect((await otherCall).status).toBe(200)
    expect(statuses().at(-1)).toBe(200)
  })
})

describe('a first call without a challenge', () => {
  test.each([200, 500])(
    'status %i of the first call is final for it, and other calls get the challenge',
    async (status) => {
      let requestCount = 0
      const origin = await listen((_, response) => {
        response.writeHead(requestCount++ === 0 ? status : 204).end()
      })
      const fetch = createDigestFetch(mufasa)
      const responses = await Promise.all([fetch(origin), fetch(origin), fetch(origin)])
      expect(responses.map((response) => response.status)).toEqual([status, 204, 204])
    },
  )

  test('a network failure of the first call rejects only this call', async () => {
    const { origin, statuses } = await startDigestServer()
    let requestCount = 0
    const networkError = new TypeError('fetch failed')
    const fetch = createDigestFetch({
      ...mufasa,
      fetch: async (...args) => {
        if (requestCount++ === 0) throw networkError
        return globalThis.fetch(...args)
      },
    })
    const [first, second] = await Promise.allSettled([fetch(origin), fetch(origin)])
    expect(first).toEqual({ status: 'rejected', reason: networkError })
    expect(second).toMatchObject({ status: 'fulfilled', value: { status: 200 } })
    expect(statuses()).toEqual([401, 200])
  })

  test('the next call leads again', async () => {
    const { origin, statuses } = await startDigestServer()
    let requestCount = 0
    const fetch = createDigestFetch({
      ...mufasa,
      fetch: async (...args) =>
        requestCount++ === 0 ? new Response('busy', { status: 503 }) : globalThis.fetch(...args),
    })
    expect((await fetch(origin)).status).toBe(503)
    const responses = await Promise.all([fetch(origin), fetch(origin), fetch(origin)])
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(statuses()).toEqual([401, 200, 200, 200])
  })

  test('calls to a server without authentication wait for the first response only', async () => {
    const opening = Promise.withResolvers<void>()
    let requestCount = 0
    const send: FetchLike = async () => {
      if (requestCount++ > 0) await opening.promise
      return new Response('open to all')
    }
    const fetch = createDigestFetch({ ...mufasa, fetch: send })
    const origin = 'https://atlas.test'
    await fetch(origin)
    const calls = [fetch(origin), fetch(origin), fetch(origin)]
    await setImmediate()
    expect(requestCount).toBe(4)
    opening.resolve()
    await Promise.all(calls)
  })

  test('a server without authentication never gets credentials', async () => {
    const authorizations: unknown[] = []
    const origin = await listen((request, response) => {
      authorizations.push(request.headers.authorization)
      response.end()
    })
    const fetch = createDigestFetch(mufasa)
    for (let call = 0; call < 3; call++) await fetch(origin)
    expect(authorizations).toEqual([undefined, undefined, undefined])
  })
})
