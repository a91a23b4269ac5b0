import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDigestFetch } from '../src/client.ts'
import { guarded } from './stand-in/guarded.ts'
import { mufasa } from './stand-in/mufasa.ts'
import { refused, setUp } from './stand-in/verifier.ts'

describe('replay', () => {
  const nc = (count: number) => count.toString(16).padStart(8, '0')

  test('a count is good once', async () => {
    const { nonce, send } = setUp()
    const issued = nonce()
    expect(await send({ nonce: issued })).toMatchObject({ ok: true })
    expect(await send({ nonce: issued })).toEqual(refused('replayed'))
  })

  test('a request sent twice at once is accepted once', async () => {
    const { nonce, send } = setUp()
    const issued = nonce()
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => send({ nonce: issued })))
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('counts may come in any order, each once', async () => {
    const order = fc.shuffledSubarray(Array.from({ length: 64 }, (_, at) => at + 1))
    await fc.assert(
      fc.asyncProperty(order, async (counts) => {
        const { nonce, send } = setUp()
        const issued = nonce()
        for (const count of counts) {
          expect(await send({ nonce: issued, nc: nc(count) })).toMatchObject({ ok: true })
        }
        for (const count of counts) {
          expect(await send({ nonce: issued, nc: nc(count) })).toEqual(refused('replayed'))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('whatever counts come, each is good once while it lags at most 1,023 behind the highest', async () => {
    const near = fc.nat({ max: 40 }).map((by) => by - 20)
    const far = fc.constantFrom(1000, 1023, 1024, 1025, 5000, -1022, -1023, -1024, -1025)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(near, far), { maxLength: 60 }), async (steps) => {
        const { nonce, send } = setUp()
        const issued = nonce()
        const seen = new Set<number>()
        let [count, highest] = [1, 0]
        for (const step of steps) {
          count = Math.max(1, count + step)
          const isGood = !seen.has(count) && count > highest - 1024
          expect(await send({ nonce: issued, nc: nc(count) })).toMatchObject({ ok: isGood })
          seen.add(count)
          highest = Math.max(highest, count)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('a count may lag 1,023 behind the highest, not more', async () => {
    const { nonce, send } = setUp()
    const issued = nonce()
    expect(await send({ nonce: issued, nc: nc(2000) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issued, nc: nc(2000 - 1023) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issued, nc: nc(2000 - 1023) })).toEqual(refused('replayed'))
    expect(await send({ nonce: issued, nc: nc(2000 - 1024) })).toEqual(refused('replayed'))
  })

  test('the highest count of all is good once, and leaves no older one open', async () => {
    const { nonce, send } = setUp()
    const issued = nonce()
    expect(await send({ nonce: issued, nc: nc(5) })).toMatchObject({ ok: true })
    expect(await send({ nonce: issued, nc: 'ffffffff' })).toMatchObject({ ok: true })
    expect(await send({ nonce: issued, nc: 'FFFFFFFF' })).toEqual(refused('replayed'))
    expect(await send({ nonce: issued, nc: nc(5) })).toEqual(refused('replayed'))
  })

  test('a wrong digest spends nobody’s count', async () => {
    const { nonce, send } = setUp()
    const issued = nonce()
    await send({ nonce: issued, password: 'guess' })
    expect(await send({ nonce: issued })).toMatchObject({ ok: true })
  })

  test('wrong digests do not make the verifier forget a nonce', async () => {
    const { nonce, send } = setUp({ maxTrackedNonces: 1 })
    const issued = nonce()
    await send({ nonce: issued })
    for (let times = 0; times < 3; times++) await send({ nonce: nonce(), password: 'guess' })
    expect(await send({ nonce: issued })).toEqual(refused('replayed'))
  })

  test('a forgotten nonce does not come back, nor one as old that was never seen', async () => {
    const { clock, nonce, send } = setUp({ maxTrackedNonces: 2 })
    const unseen = nonce()
    const nonces: string[] = []
    for (let at = 0; at < 3; at++) {
      nonces.push(nonce())
      clock.now += 1
    }
    const [first = '', second = '', third = ''] = nonces
    for (const each of nonces) expect(await send({ nonce: each })).toMatchObject({ ok: true })
    expect(await send({ nonce: first })).toEqual(refused('expired-nonce', true))
    expect(await send({ nonce: unseen })).toEqual(refused('expired-nonce', true))
    expect(await send({ nonce: second })).toEqual(refused('replayed'))
    expect(await send({ nonce: third })).toEqual(refused('replayed'))
    expect(await send({ nonce: nonce() })).toMatchObject({ ok: true })
  })

  test('a nonce that is followed goes on, although one as old was forgotten', async () => {
    const { nonce, send } = setUp({ maxTrackedNonces: 2 })
    const [first = '', second = '', third = ''] = [nonce(), nonce(), nonce()]
    for (const each of [first, second, third]) await send({ nonce: each })
    expect(await send({ nonce: first, nc: nc(2) })).toEqual(refused('expired-nonce', true))
    expect(await send({ nonce: second, nc: nc(2) })).toMatchObject({ ok: true })
  })

  test('a forgotten nonce does not come back when an older one is forgotten after it', async () => {
    const { clock, nonce, send } = setUp({ maxTrackedNonces: 1 })
    const inOrder = Array.from({ length: 3 }, () => {
      clock.now += 1
      return nonce()
    })
    const [oldest = '', older = '', newest = ''] = inOrder
    for (const each of [older, oldest, newest])
      expect(await send({ nonce: each })).toMatchObject({ ok: true })
    expect(await send({ nonce: older })).toEqual(refused('expired-nonce', true))
  })
})

describe('a verifier that starts anew, as after a restart', () => {
  const staleVerdict = refused('expired-nonce', true)

  /** Two verifiers with one secret: the second one starts some milliseconds after the first one. */
  function restart(after: number) {
    const before = setUp()
    const captured = { nonce: before.nonce() }
    const now = before.clock.now + after
    return { before, captured, after: setUp({}, now) }
  }

  test('refuses a captured header as stale, spent or not, and takes a fresh nonce', async () => {
    const { before, captured, after } = restart(1)
    expect(await before.send(captured)).toMatchObject({ ok: true })
    for (const nc of ['00000001', '00000002', 'ffffffff']) {
      expect(await after.send({ ...captured, nc })).toEqual(staleVerdict)
    }
    const fresh = after.nonce()
    expect(await after.send({ nonce: fresh })).toMatchObject({ ok: true })
    expect(await after.send({ nonce: fresh })).toEqual(refused('replayed'))
  })

  test('says stale to nobody who does not know the password', async () => {
    const { captured, after } = restart(1)
    expect(await after.send({ ...captured, password: 'guess' })).toEqual(refused('wrong-response'))
  })

  test('goes by the clock that it was given, and by no other', async () => {
    for (const [later, isStale] of [
      [0, false],
      [1, true],
      [300_000, true],
    ] as const) {
      const { captured, after } = restart(later)
      expect(await after.send(captured)).toMatchObject(isStale ? staleVerdict : { ok: true })
    }
  })

  test('takes nonces that another node issues after the start, and stays with its own', async () => {
    const { before, after } = restart(1000)
    before.clock.now += 2000
    after.clock.now += 2000
    expect(await after.send({ nonce: before.nonce() })).toMatchObject({ ok: true })
    const own = after.nonce()
    after.clock.now += 299_000
    expect(await after.send({ nonce: own })).toMatchObject({ ok: true })
  })

  test('takes its own nonces after its clock was set back', async () => {
    const { after } = restart(0)
    after.clock.now -= 3_600_000
    expect(await after.send({ nonce: after.nonce() })).toMatchObject({ ok: true })
  })

  test('starts with its first request where the clock stands at 0 before, as that of a Worker', async () => {
    const { before, captured } = restart(0)
    const worker = setUp({}, 0)
    worker.clock.now = before.clock.now + 1
    const fresh = worker.nonce()
    expect(await worker.send(captured)).toEqual(staleVerdict)
    expect(await worker.send({ nonce: fresh })).toMatchObject({ ok: true })
  })

  test('costs a client one more round trip', async () => {
    let time = 1_700_000_000_000
    let server = await guarded({ now: () => time })
    const digestFetch = createDigestFetch({
      ...mufasa,
      // The address stays, and another process answers at it.
      fetch: (url, init) => fetch(url.replace('http://atlas.test', server.origin), init),
    })
    await digestFetch('http://atlas.test/')
    expect(server.statuses()).toEqual([401, 200])
    time += 1
    server = await guarded({ now: () => time })
    for (let call = 0; call < 2; call++) {
      expect((await digestFetch('http://atlas.test/')).status).toBe(200)
    }
    expect(server.statuses()).toEqual([401, 200, 200])
  })
})
