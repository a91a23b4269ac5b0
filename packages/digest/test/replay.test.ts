import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDigestFetch } from '../src/client.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import { mufasa } from './fixtures/rfc7616-example.ts'
import { createTestVerifier, rejection } from './fixtures/test-verifier.ts'

describe('replay', () => {
  const nc = (count: number) => count.toString(16).padStart(8, '0')

  test('a count is good once', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    expect(await send({ nonce: issuedNonce })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce })).toEqual(rejection('replayed'))
  })

  test('a request sent twice at once is accepted once', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    const results = await Promise.all(Array.from({ length: 8 }, () => send({ nonce: issuedNonce })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('counts may come in any order, each once', async () => {
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

  test('whatever counts come, each is good once while it lags at most 1,023 behind the highest', async () => {
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

  test('a count may lag 1,023 behind the highest, not more', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    expect(await send({ nonce: issuedNonce, nc: nc(2000) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: nc(2000 - 1023) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: nc(2000 - 1023) })).toEqual(rejection('replayed'))
    expect(await send({ nonce: issuedNonce, nc: nc(2000 - 1024) })).toEqual(rejection('replayed'))
  })

  test('the highest count of all is good once, and leaves no older one open', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    expect(await send({ nonce: issuedNonce, nc: nc(5) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: 'ffffffff' })).toMatchObject({ ok: true })
    expect(await send({ nonce: issuedNonce, nc: 'FFFFFFFF' })).toEqual(rejection('replayed'))
    expect(await send({ nonce: issuedNonce, nc: nc(5) })).toEqual(rejection('replayed'))
  })

  test('a wrong digest spends nobody’s count', async () => {
    const { nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    await send({ nonce: issuedNonce, password: 'guess' })
    expect(await send({ nonce: issuedNonce })).toMatchObject({ ok: true })
  })

  test('wrong digests do not make the verifier forget a nonce', async () => {
    const { nonce, send } = createTestVerifier({ maxTrackedNonces: 1 })
    const issuedNonce = nonce()
    await send({ nonce: issuedNonce })
    for (let attempt = 0; attempt < 3; attempt++) await send({ nonce: nonce(), password: 'guess' })
    expect(await send({ nonce: issuedNonce })).toEqual(rejection('replayed'))
  })

  test('a forgotten nonce does not come back, nor one as old that was never seen', async () => {
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

  test('a nonce that is followed goes on, although one as old was forgotten', async () => {
    const { nonce, send } = createTestVerifier({ maxTrackedNonces: 2 })
    const [first = '', second = '', third = ''] = [nonce(), nonce(), nonce()]
    for (const trackedNonce of [first, second, third]) await send({ nonce: trackedNonce })
    expect(await send({ nonce: first, nc: nc(2) })).toEqual(rejection('expired-nonce', true))
    expect(await send({ nonce: second, nc: nc(2) })).toMatchObject({ ok: true })
  })

  test('a forgotten nonce does not come back when an older one is forgotten after it', async () => {
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

describe('a verifier that starts anew, as after a restart', () => {
  const staleResult = rejection('expired-nonce', true)

  /** Two verifiers with one secret: the second one starts some milliseconds after the first one. */
  function createRestartedVerifiers(delay: number) {
    const before = createTestVerifier()
    const captured = { nonce: before.nonce() }
    const now = before.clock.now + delay
    return { before, captured, after: createTestVerifier({}, now) }
  }

  test('refuses a captured header as stale, spent or not, and takes a fresh nonce', async () => {
    const { before, captured, after } = createRestartedVerifiers(1)
    expect(await before.send(captured)).toMatchObject({ ok: true })
    for (const nc of ['00000001', '00000002', 'ffffffff']) {
      expect(await after.send({ ...captured, nc })).toEqual(staleResult)
    }
    const freshNonce = after.nonce()
    expect(await after.send({ nonce: freshNonce })).toMatchObject({ ok: true })
    expect(await after.send({ nonce: freshNonce })).toEqual(rejection('replayed'))
  })

  test('says stale to nobody who does not know the password', async () => {
    const { captured, after } = createRestartedVerifiers(1)
    expect(await after.send({ ...captured, password: 'guess' })).toEqual(
      rejection('wrong-response'),
    )
  })

  test('goes by the clock that it was given, and by no other', async () => {
    for (const [delay, isStale] of [
      [0, false],
      [1, true],
      [300_000, true],
    ] as const) {
      const { captured, after } = createRestartedVerifiers(delay)
      expect(await after.send(captured)).toMatchObject(isStale ? staleResult : { ok: true })
    }
  })

  test('takes nonces that another node issues after the start, and stays with its own', async () => {
    const { before, after } = createRestartedVerifiers(1000)
    before.clock.now += 2000
    after.clock.now += 2000
    expect(await after.send({ nonce: before.nonce() })).toMatchObject({ ok: true })
    const ownNonce = after.nonce()
    after.clock.now += 299_000
    expect(await after.send({ nonce: ownNonce })).toMatchObject({ ok: true })
  })

  test('takes its own nonces after its clock was set back', async () => {
    const { after } = createRestartedVerifiers(0)
    after.clock.now -= 3_600_000
    expect(await after.send({ nonce: after.nonce() })).toMatchObject({ ok: true })
  })

  test('starts with its first request where the clock stands at 0 before, as that of a Worker', async () => {
    const { before, captured } = createRestartedVerifiers(0)
    const worker = createTestVerifier({}, 0)
    worker.clock.now = before.clock.now + 1
    const freshNonce = worker.nonce()
    expect(await worker.send(captured)).toEqual(staleResult)
    expect(await worker.send({ nonce: freshNonce })).toMatchObject({ ok: true })
  })

  test('costs a client one more round trip', async () => {
    let time = 1_700_000_000_000
    let server = await startDigestServer({ now: () => time })
    const digestFetch = createDigestFetch({
      ...mufasa,
      // The address stays, and another process answers at it.
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
