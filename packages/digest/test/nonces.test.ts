import { describe, expect, test } from 'vitest'
import { mufasa, parametersOf } from './stand-in/mufasa.ts'
import { refused, setUp } from './stand-in/verifier.ts'

describe('nonces', () => {
  test('any node with the secret takes them, one with another secret does not', async () => {
    const [one, two] = [setUp(), setUp()]
    const other = setUp({ secret: new Uint8Array(32).fill(8) })
    expect(await two.send({ nonce: one.nonce() })).toMatchObject({ ok: true })
    expect(await one.send({ nonce: two.nonce() })).toMatchObject({ ok: true })
    expect(await other.send({ nonce: one.nonce() })).toEqual(refused('foreign-nonce'))
  })

  test('none is valid with a character changed', async () => {
    const { nonce, send } = setUp()
    const right = nonce()
    for (let at = 0; at < right.length; at++) {
      const forged = right.slice(0, at) + (right[at] === 'A' ? 'B' : 'A') + right.slice(at + 1)
      expect(await send({ nonce: forged })).toEqual(refused('foreign-nonce'))
    }
  })

  test('they live for five minutes, then a right digest is told stale', async () => {
    const { clock, nonce, send } = setUp()
    const issued = nonce()
    clock.now += 300_000
    expect(await send({ nonce: issued })).toMatchObject({ ok: true })
    clock.now += 1
    expect(await send({ nonce: issued, nc: '00000002' })).toEqual(refused('expired-nonce', true))
  })

  test('a wrong digest is never told stale (RFC 7616 §3.3)', async () => {
    const { clock, nonce, send } = setUp()
    const issued = nonce()
    clock.now += 301_000
    expect(await send({ nonce: issued, password: 'guess' })).toEqual(refused('wrong-response'))
  })

  test('one from another node’s clock may be a minute ahead; further, a right digest is told stale', async () => {
    const { clock, nonce, send } = setUp()
    const issued = nonce()
    clock.now -= 60_001
    expect(await send({ nonce: issued })).toEqual(refused('future-nonce', true))
    expect(await send({ nonce: issued, password: 'guess' })).toEqual(refused('wrong-response'))
    clock.now += 1
    expect(await send({ nonce: issued })).toMatchObject({ ok: true })
  })

  test('the last third of a lifetime brings the next nonce, which is good', async () => {
    const { clock, nonce, send } = setUp({ nonceLifetime: 30 })
    const issued = nonce()
    clock.now += 20_000
    expect(await send({ nonce: issued })).toMatchObject({ authenticationInfo: undefined })
    clock.now += 1
    const verdict = await send({ nonce: issued, nc: '00000002' })
    const info = verdict.ok ? verdict.authenticationInfo : undefined
    const { nextnonce = '' } = parametersOf(`Digest ${info}`)
    expect(info).toBe(`nextnonce="${nextnonce}"`)
    expect(await send({ nonce: nextnonce })).toMatchObject({ ok: true })
  })

  test('a clock may have parts of a millisecond', async () => {
    const { clock, nonce, send } = setUp()
    clock.now += 0.5
    expect(await send({ nonce: nonce() })).toMatchObject({ ok: true })
  })

  test('a session key has no next nonce (RFC 7616 §3.4.2)', async () => {
    const { clock, nonce, send } = setUp({ algorithms: ['MD5-sess'] })
    const issued = nonce()
    clock.now += 299_000
    expect(await send({ nonce: issued, algorithm: 'MD5-sess' })).toEqual({
      ok: true,
      username: mufasa.username,
      authenticationInfo: undefined,
    })
  })
})
