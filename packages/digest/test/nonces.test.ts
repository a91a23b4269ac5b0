import { describe, expect, test } from 'vitest'
import { mufasa, parseHeaderParameters } from './fixtures/rfc7616-example.ts'
import { createTestVerifier, rejection } from './fixtures/test-verifier.ts'

describe('nonces', () => {
  test('nonces are accepted by every node with the secret, and by no other', async () => {
    const [firstNode, secondNode] = [createTestVerifier(), createTestVerifier()]
    const foreignNode = createTestVerifier({ secret: new Uint8Array(32).fill(8) })
    expect(await secondNode.send({ nonce: firstNode.nonce() })).toMatchObject({ ok: true })
    expect(await firstNode.send({ nonce: secondNode.nonce() })).toMatchObject({ ok: true })
    expect(await foreignNode.send({ nonce: firstNode.nonce() })).toEqual(rejection('foreign-nonce'))
  })

  test('a nonce with a changed character is rejected', async () => {
    const { nonce, send } = createTestVerifier()
    const validNonce = nonce()
    for (let index = 0; index < validNonce.length; index++) {
      const forged =
        validNonce.slice(0, index) +
        (validNonce[index] === 'A' ? 'B' : 'A') +
        validNonce.slice(index + 1)
      expect(await send({ nonce: forged })).toEqual(rejection('foreign-nonce'))
    }
  })

  test('a nonce expires after five minutes, and a correct digest is then stale', async () => {
    const { clock, nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    clock.now += 300_000
    expect(await send({ nonce: issuedNonce })).toMatchObject({ ok: true })
    clock.now += 1
    expect(await send({ nonce: issuedNonce, nc: '00000002' })).toEqual(
      rejection('expired-nonce', true),
    )
  })

  test('a wrong digest is never stale (RFC 7616 §3.3)', async () => {
    const { clock, nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    clock.now += 301_000
    expect(await send({ nonce: issuedNonce, password: 'guess' })).toEqual(
      rejection('wrong-response'),
    )
  })

  test('a nonce can be one minute ahead, and a correct digest is stale after that', async () => {
    const { clock, nonce, send } = createTestVerifier()
    const issuedNonce = nonce()
    clock.now -= 60_001
    expect(await send({ nonce: issuedNonce })).toEqual(rejection('future-nonce', true))
    expect(await send({ nonce: issuedNonce, password: 'guess' })).toEqual(
      rejection('wrong-response'),
    )
    clock.now += 1
    expect(await send({ nonce: issuedNonce })).toMatchObject({ ok: true })
  })

  test('the last third of the lifetime returns a valid next nonce', async () => {
    const { clock, nonce, send } = createTestVerifier({ nonceLifetime: 30 })
    const issuedNonce = nonce()
    clock.now += 20_000
    expect(await send({ nonce: issuedNonce })).toMatchObject({ authenticationInfo: undefined })
    clock.now += 1
    const result = await send({ nonce: issuedNonce, nc: '00000002' })
    const info = result.ok ? result.authenticationInfo : undefined
    const { nextnonce = '' } = parseHeaderParameters(`Digest ${info}`)
    expect(info).toBe(`nextnonce="${nextnonce}"`)
    expect(await send({ nonce: nextnonce })).toMatchObject({ ok: true })
  })

  test('the clock can have fractions of a millisecond', async () => {
    const { clock, nonce, send } = createTestVerifier()
    clock.now += 0.5
    expect(await send({ nonce: nonce() })).toMatchObject({ ok: true })
  })

  test('a -sess algorithm gets no next nonce (RFC 7616 §3.4.2)', async () => {
    const { clock, nonce, send } = createTestVerifier({ algorithms: ['MD5-sess'] })
    const issuedNonce = nonce()
    clock.now += 299_000
    expect(await send({ nonce: issuedNonce, algorithm: 'MD5-sess' })).toEqual({
      ok: true,
      username: mufasa.username,
      authenticationInfo: undefined,
    })
  })
})
