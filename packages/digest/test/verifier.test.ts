import { describe, expect, test, vi } from 'vitest'
import { type HA1Lookup, ha1 } from '../src/server.ts'
import {
  createAuthorization,
  mufasa,
  parseHeaderParameters,
  realm,
} from './fixtures/rfc7616-example.ts'
import { createTestVerifier, rejection, request } from './fixtures/test-verifier.ts'

describe('the challenge', () => {
  test('the challenge has the recorded form of Atlas', () => {
    const { verifier } = createTestVerifier({ domain: '' })
    const [challenge, ...otherChallenges] = verifier.challenge()
    expect(otherChallenges).toEqual([])
    expect(challenge).toMatch(
      /^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/]{32}", algorithm=MD5, qop="auth", stale=false$/,
    )
  })

  test('the challenge has no domain by default', () => {
    expect(createTestVerifier().verifier.challenge()[0]).not.toContain('domain')
  })

  test('the challenge has stale=true on request', () => {
    expect(createTestVerifier().verifier.challenge({ stale: true })[0]).toMatch(/stale=true$/)
  })

  test('there is one challenge per algorithm, the strongest first', () => {
    const { verifier } = createTestVerifier({
      algorithms: ['MD5', 'SHA-256', 'MD5-sess', 'SHA-256-sess'],
    })
    expect(verifier.challenge().map((value) => parseHeaderParameters(value)['algorithm'])).toEqual([
      'SHA-256-sess',
      'SHA-256',
      'MD5-sess',
      'MD5',
    ])
  })

  test('each challenge has another nonce', () => {
    const { nonce } = createTestVerifier()
    expect(new Set(Array.from({ length: 100 }, nonce)).size).toBe(100)
  })

  test('the realm is escaped in the challenge', () => {
    const [challenge] = createTestVerifier({ realm: 'a "b"' }).verifier.challenge()
    expect(challenge).toContain(String.raw`realm="a \"b\""`)
  })
})

describe('valid credentials', () => {
  test.each([
    ['MD5', 'MD5'],
    ['MD5-sess', 'MD5'],
    ['SHA-256', 'SHA-256'],
    ['SHA-256-sess', 'SHA-256'],
  ] as const)(
    'credentials with %s are accepted, and lookup gets the hash %s',
    async (algorithm, hash) => {
      const { nonce, verifier } = createTestVerifier({ algorithms: [algorithm] })
      const authorization = createAuthorization({ nonce: nonce(), algorithm })
      const lookup = vi.fn(async () => ha1({ ...mufasa, realm, hash }))
      expect(await verifier.verify({ ...request, authorization }, lookup)).toEqual({
        ok: true,
        username: mufasa.username,
        authenticationInfo: undefined,
      })
      expect(lookup.mock.calls).toEqual([[mufasa.username, hash]])
    },
  )

  test('white space before the credentials and any case of the scheme are accepted', async () => {
    const { nonce, verify } = createTestVerifier()
    const authorization = createAuthorization({ nonce: nonce() }).replace('Digest', ' \tDIGEST')
    expect(await verify(authorization)).toMatchObject({ ok: true })
  })

  test('credentials without an algorithm are MD5', async () => {
    const { nonce, send } = createTestVerifier()
    expect(await send({ nonce: nonce() }, { algorithm: undefined })).toMatchObject({ ok: true })
  })

  test.each(["UTF-8''", "utf-8'de-CH'"])(
    'a user name outside ASCII is accepted as username* (RFC 7616 §3.4) in the notation %s (RFC 8187)',
    async (notation) => {
      const { nonce, verifier } = createTestVerifier()
      const username = 'Jäsøn Doe'
      const authorization = createAuthorization(
        { nonce: nonce(), username },
        { username: undefined, 'username*': `${notation}J%C3%A4s%C3%B8n%20Doe` },
      )
      const userHa1 = ha1({ ...mufasa, username, realm })
      const result = await verifier.verify({ ...request, authorization }, () => userHa1)
      expect(result).toMatchObject({ ok: true, username })
    },
  )
})

describe('lookup', () => {
  test('verify rejects with the error of lookup', async () => {
    const { verifier, nonce } = createTestVerifier()
    const failure = new Error('the store is away')
    const authorization = createAuthorization({ nonce: nonce() })
    const result = verifier.verify({ ...request, authorization }, () => Promise.reject(failure))
    await expect(result).rejects.toBe(failure)
  })

  test.each(['secret', 'A'.repeat(32), 'a'.repeat(64), ''])(
    'an invalid HA1 is an error that does not contain it: %j',
    async (userHa1) => {
      const { verifier, nonce } = createTestVerifier()
      const authorization = createAuthorization({ nonce: nonce() })
      const verification = verifier.verify({ ...request, authorization }, () => userHa1)
      await expect(verification).rejects.toThrow(
        new TypeError('lookup returned an invalid MD5 HA1: expected 32 lower-case hex digits'),
      )
    },
  )

  const validHa1 = ha1({ ...mufasa, realm })
  test.each<[string, HA1Lookup]>([
    ['a value', () => validHa1],
    ['a promise', async () => validHa1],
    [
      'a thenable, as some drivers do',
      // biome-ignore lint/suspicious/noThenProperty: the test needs a thenable that is not a promise.
      () => ({ then: (...settle) => Promise.resolve(validHa1).then(...settle) }),
    ],
  ])('lookup can return %s', async (_, lookup) => {
    const { verifier, nonce } = createTestVerifier()
    const authorization = createAuthorization({ nonce: nonce() })
    expect(await verifier.verify({ ...request, authorization }, lookup)).toMatchObject({ ok: true })
  })

  test.each<[string, HA1Lookup]>([
    ['undefined', () => undefined],
    ['null', () => null],
    ['a promise of null', async () => null],
  ])('lookup can return %s for an unknown user', async (_, lookup) => {
    const { verifier, nonce } = createTestVerifier()
    const authorization = createAuthorization({ nonce: nonce() })
    expect(await verifier.verify({ ...request, authorization }, lookup)).toEqual(
      rejection('unknown-user'),
    )
  })

  test('lookup is not called for credentials that are invalid without it', async () => {
    const { verifier } = createTestVerifier()
    const lookup = vi.fn()
    const authorization = createAuthorization({ nonce: 'a'.repeat(32) })
    await verifier.verify({ ...request, authorization }, lookup)
    expect(lookup).not.toHaveBeenCalled()
  })
})
