import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDigestFetch } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import { mufasa } from './fixtures/rfc7616-example.ts'
import { createTestVerifier, rejection } from './fixtures/test-verifier.ts'

describe('replay', () => {
  const nc = (count: number) => count.toString(16).padStart(8, '0')

  test('a nonce count is accepted once', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    expect(await send({ nonce: issuedNonce })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce })).toEqual(rejection('replayed'))
  })

  test('one of two concurrent copies of a request is accepted', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    const results = await Promise.all(Array.from({ length: 8 }, () => send({ nonce: issuedNonce })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('nonce counts are accepted once in any order', async () => {
    const order = fc.shuffledSubarray(Array.from({ length: 64 }, (_, index) => index + 1))
    await fc.assert(
      fc.asyncProperty(order, async (counts) => {
        const { nonce, send } = createTestVerifier()
        const issuedNonce = nonce()
        for (const count of counts) {
          expect(await send({ nonce: issuedNonce, nc: nc(count) })).toMatchObject({ ok: true })
        }
        for (const count of counts) {
          expect(await send({ nonce: issuedNonce, nc: nc(count) })).toEqual(rejection('replayed'))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('each count within 1,023 of the highest is accepted once, for any sequence of counts', async () => {
    const smallStep = fc.nat({ max: 40 }).map((distance) => distance - 20)
    const largeStep = fc.constantFrom(1000, 1023, 1024, 1025, 5000, -1022, -1023, -1024, -1025)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(smallStep, largeStep), { maxLength: 60 }),
        async (steps) => {
          const { nonce, send } = createTestVerifier()
          const issuedNonce = nonce()
          const usedCounts = new Set<number>()
          let [count, highest] = [1, 0]
          for (const step of steps) {
            count = Math.max(1, count + step)
            const isAccepted = !usedCounts.has(count) && count > highest - 1024
            expect(await send({ nonce: issuedNonce, nc: nc(count) })).toMatchObject({
              ok: isAccepted,
            })
            usedCounts.add(count)
            highest = Math.max(highest, count)
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  test('a count is accepted up to 1,023 below the highest', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    expect(await send({ nonce: issuedNonce, nc: nc(2000) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: nc(2000 - 1023) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: nc(2000 - 1023) })).toEqual(rejection('replayed'))
    expect(await send({ nonce: issuedNonce, nc: nc(2000 - 1024) })).toEqual(rejection('replayed'))
  })

  test('the maximum count is accepted once, and older counts are then rejected', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    expect(await send({ nonce: issuedNonce, nc: nc(5) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: 'ffffffff' })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: 'FFFFFFFF' })).toEqual(rejection('replayed'))
    expect(await send({ nonce: issuedNonce, nc: nc(5) })).toEqual(rejection('replayed'))
  })

  test('a wrong digest does not consume a count', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    await send({ nonce: issuedNonce, password: 'guess' })
    expect(await send({ nonce: issuedNonce })).toMatchObject({ ok: true })
  })

  test('wrong digests do not evict a nonce', async () => {
    const { nonce, send } = createTestVerifier({ maxTrackedNonces: 1 })
    const issuedNonce = nonce()
    await send({ nonce: issuedNonce })
    for (let attempt = 0; attempt < 3; attempt++) await send({ nonce: nonce(), password: 'guess' })
    expect(await send({ nonce: issuedNonce })).toEqual(rejection('replayed'))
  })

  test('an evicted nonce is rejected, as is an unknown one of the same age', async () => {
    const { clock, nonce, send } = createTestVerifier({ maxTrackedNonces: 2 })
    const unusedNonce = nonce()
    const nonces: string[] = []
    for (let index = 0; index < 3; index++) {
      nonces.push(nonce())
      clock.now += 1
    }
    const [first = '', second = '', third = ''] = nonces
    for (const trackedNonce of nonces)
      expect(await send({ nonce: trackedNonce })).toMatchObject({ ok: true })
    expect(await send({ nonce: first })).toEqual(rejection('expired-nonce', true))
    expect(await send({ nonce: unusedNonce })).toEqual(rejection('expired-nonce', true))
    expect(await send({ nonce: second })).toEqual(rejection('replayed'))
    expect(await send({ nonce: third })).toEqual(rejection('replayed'))
    expect(await send({ nonce: nonce() })).toMatchObject({ ok: true })
  })

  test('a tracked nonce is accepted after one of the same age was evicted', async () => {
    const { nonce, send } = createTestVerifier({ maxTrackedNonces: 2 })
    const [first = '', second = '', third = ''] = [nonce(), nonce(), nonce()]
    for (const trackedNonce of [first, second, third]) await send({ nonce: trackedNonce })
    expect(await send({ nonce: first, nc: nc(2) })).toEqual(rejection('expired-nonce', true))
    expect(await send({ nonce: second, nc: nc(2) })).toMatchObject({ ok: true })
  })

  test('an evicted nonce is rejected after an older one is evicted', async () => {
    const { clock, nonce, send } = createTestVerifier({ maxTrackedNonces: 1 })
    const orderedNonces = Array.from({ length: 3 }, () => {
      clock.now += 1
      return nonce()
    })
    const [oldest = '', older = '', newest = ''] = orderedNonces
    for (const trackedNonce of [older, oldest, newest])
      expect(await send({ nonce: trackedNonce })).toMatchObject({ ok: true })
    expect(await send({ nonce: older })).toEqual(rejection('expired-nonce', true))
  })
})

describe('a verifier after a restart', () => {
  const staleResult = rejection('expired-nonce', true)

  /** Creates two verifiers with one secret. The second starts some milliseconds after the first. */
  function createRestartedVerifiers(delay: number) {
    const before = createTestVerifier()
    const captured = { nonce: before.nonce() }
    const now = before.clock.now + delay
    return { before, captured, after: createTestVerifier({}, now) }
  }

  test('a captured header is rejected as stale, and a new nonce is accepted', async () => {
    const { before, captured, after } = createRestartedVerifiers(1)
    expect(await before.send(captured)).toMatchObject({ ok: true })
    for (const nc of ['00000001', '00000002', 'ffffffff']) {
      expect(await after.send({ ...captured, nc })).toEqual(staleResult)
    }
    const freshNonce = after.nonce()
    expect(await after.send({ nonce: freshNonce })).toMatchObject({ ok: true })
    expect(await after.send({ nonce: freshNonce })).toEqual(rejection('replayed'))
  })

  test('a wrong password is never rejected as stale', async () => {
    const { captured, after } = createRestartedVerifiers(1)
    expect(await after.send({ ...captured, password: 'guess' })).toEqual(
      rejection('wrong-response'),
    )
  })

  test('the start is a time of the `now` option', async () => {
    for (const [delay, isStale] of [
      [0, false],
      [1, true],
      [300_000, true],
    ] as const) {
      const { captured, after } = createRestartedVerifiers(delay)
      expect(await after.send(captured)).toMatchObject(isStale ? staleResult : { ok: true })
    }
  })

  test('nonces of another node are accepted when they are issued after the start', async () => {
    const { before, after } = createRestartedVerifiers(1000)
    before.clock.now += 2000
    after.clock.now += 2000
    expect(await after.send({ nonce: before.nonce() })).toMatchObject({ ok: true })
    const ownNonce = after.nonce()
    after.clock.now += 299_000
    expect(await after.send({ nonce: ownNonce })).toMatchObject({ ok: true })
  })

  test('own nonces are accepted after the clock was set back', async () => {
    const { after } = createRestartedVerifiers(0)
    after.clock.now -= 3_600_000
    expect(await after.send({ nonce: after.nonce() })).toMatchObject({ ok: true })
  })

  test('the first request is the start when the clock is 0 before, as in a Worker', async () => {
    const { before, captured } = createRestartedVerifiers(0)
    const worker = createTestVerifier({}, 0)
    worker.clock.now = before.clock.now + 1
    const freshNonce = worker.nonce()
    expect(await worker.send(captured)).toEqual(staleResult)
    expect(await worker.send({ nonce: freshNonce })).toMatchObject({ ok: true })
  })

  test('a restart costs a client one more round trip', async () => {
    let time = 1_700_000_000_000
    let server = await startDigestServer({ now: () => time })
    const digestFetch = createDigestFetch({
      ...mufasa,
      // Another process now serves the same address.
      fetch: (url, init) => fetch(url.replace('http://atlas.test', server.origin), init),
    })
    await digestFetch('http://atlas.test/')
    expect(server.statuses()).toEqual([401, 200])
    time += 1
    server = await startDigestServer({ now: () => time })
    for (let call = 0; call < 2; call++) {
      expect((await digestFetch('http://atlas.test/')).status).toBe(200)
    }
    expect(server.statuses()).toEqual([401, 200, 200])
  })
})
