import { describe, expect, test, vi } from 'vitest'
import { type HA1Lookup, ha1 } from '../src/server.ts'
import { authorizationOf, mufasa, parametersOf, realm } from './stand-in/mufasa.ts'
import { refused, request, setUp } from './stand-in/verifier.ts'

describe('the challenge', () => {
  test('has the recorded form of Atlas', () => {
    const { verifier } = setUp({ domain: '' })
    const [challenge, ...others] = verifier.challenge()
    expect(others).toEqual([])
    expect(challenge).toMatch(
      /^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/]{32}", algorithm=MD5, qop="auth", stale=false$/,
    )
  })

  test('says no domain unless one is given', () => {
    expect(setUp().verifier.challenge()[0]).not.toContain('domain')
  })

  test('says stale=true when told to', () => {
    expect(setUp().verifier.challenge({ stale: true })[0]).toMatch(/stale=true$/)
  })

  test('comes once an algorithm, the strongest first', () => {
    const { verifier } = setUp({ algorithms: ['MD5', 'SHA-256', 'MD5-sess', 'SHA-256-sess'] })
    expect(verifier.challenge().map((each) => parametersOf(each)['algorithm'])).toEqual([
      'SHA-256-sess',
      'SHA-256',
      'MD5-sess',
      'MD5',
    ])
  })

  test('has another nonce each time', () => {
    const { nonce } = setUp()
    expect(new Set(Array.from({ length: 100 }, nonce)).size).toBe(100)
  })

  test('escapes the realm', () => {
    const [challenge] = setUp({ realm: 'a "b"' }).verifier.challenge()
    expect(challenge).toContain(String.raw`realm="a \"b\""`)
  })
})

describe('right credentials', () => {
  test.each([
    ['MD5', 'MD5'],
    ['MD5-sess', 'MD5'],
    ['SHA-256', 'SHA-256'],
    ['SHA-256-sess', 'SHA-256'],
  ] as const)(
    'of %s are accepted, and lookup is asked for the HA1 of %s',
    async (algorithm, hash) => {
      const { nonce, verifier } = setUp({ algorithms: [algorithm] })
      const authorization = authorizationOf({ nonce: nonce(), algorithm })
      const lookup = vi.fn(async () => ha1({ ...mufasa, realm, hash }))
      expect(await verifier.verify({ ...request, authorization }, lookup)).toEqual({
        ok: true,
        username: mufasa.username,
        authenticationInfo: undefined,
      })
      expect(lookup.mock.calls).toEqual([[mufasa.username, hash]])
    },
  )

  test('may have white space before them, and their scheme in any case', async () => {
    const { nonce, verify } = setUp()
    const authorization = authorizationOf({ nonce: nonce() }).replace('Digest', ' \tDIGEST')
    expect(await verify(authorization)).toMatchObject({ ok: true })
  })

  test('may leave the algorithm out when it is MD5', async () => {
    const { nonce, send } = setUp()
    expect(await send({ nonce: nonce() }, { algorithm: undefined })).toMatchObject({ ok: true })
  })

  test.each(["UTF-8''", "utf-8'de-CH'"])(
    'may name a user outside ASCII as username* (RFC 7616 §3.4), in the notation %s (RFC 8187)',
    async (notation) => {
      const { nonce, verifier } = setUp()
      const username = 'Jäsøn Doe'
      const authorization = authorizationOf(
        { nonce: nonce(), username },
        { username: undefined, 'username*': `${notation}J%C3%A4s%C3%B8n%20Doe` },
      )
      const stored = ha1({ ...mufasa, username, realm })
      const verdict = await verifier.verify({ ...request, authorization }, () => stored)
      expect(verdict).toMatchObject({ ok: true, username })
    },
  )
})

describe('lookup', () => {
  test('its failures are the caller’s', async () => {
    const { verifier, nonce } = setUp()
    const failure = new Error('the store is away')
    const authorization = authorizationOf({ nonce: nonce() })
    const verdict = verifier.verify({ ...request, authorization }, () => Promise.reject(failure))
    await expect(verdict).rejects.toBe(failure)
  })

  test.each(['secret', 'A'.repeat(32), 'a'.repeat(64), ''])(
    'an answer that is no HA1 is an error that does not repeat it: %j',
    async (stored) => {
      const { verifier, nonce } = setUp()
      const authorization = authorizationOf({ nonce: nonce() })
      const verification = verifier.verify({ ...request, authorization }, () => stored)
      await expect(verification).rejects.toThrow(
        new TypeError('lookup answered no MD5 HA1: expected 32 lower-case hex digits'),
      )
    },
  )

  const known = ha1({ ...mufasa, realm })
  test.each<[string, HA1Lookup]>([
    ['at once', () => known],
    ['by a promise', async () => known],
    [
      'by what has a then, as drivers do',
      // biome-ignore lint/suspicious/noThenProperty: a thenable that is no promise is the case.
      () => ({ then: (...settle) => Promise.resolve(known).then(...settle) }),
    ],
  ])('may answer %s', async (_, lookup) => {
    const { verifier, nonce } = setUp()
    const authorization = authorizationOf({ nonce: nonce() })
    expect(await verifier.verify({ ...request, authorization }, lookup)).toMatchObject({ ok: true })
  })

  test.each<[string, HA1Lookup]>([
    ['undefined', () => undefined],
    ['null', () => null],
    ['null by a promise', async () => null],
  ])('knows no user by %s', async (_, lookup) => {
    const { verifier, nonce } = setUp()
    const authorization = authorizationOf({ nonce: nonce() })
    expect(await verifier.verify({ ...request, authorization }, lookup)).toEqual(
      refused('unknown-user'),
    )
  })

  test('is not asked about what is refused without it', async () => {
    const { verifier } = setUp()
    const lookup = vi.fn()
    const authorization = authorizationOf({ nonce: 'a'.repeat(32) })
    await verifier.verify({ ...request, authorization }, lookup)
    expect(lookup).not.toHaveBeenCalled()
  })
})
