import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DigestSession } from '../src/client.ts'
import { createDigestVerifier, type DigestVerifierOptions, ha1 } from '../src/server.ts'
import { mufasa, realm } from './fixtures/rfc7616-example.ts'
import { secret } from './fixtures/test-verifier.ts'

const printableAscii = /^[ -~]*$/
const singleLineText = fc.string({ unit: 'grapheme-ascii' })
const wellFormed = fc.string({ unit: 'binary' })
const target = { method: 'GET', uri: '/' }
const algorithms = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const

/** Text that resembles the grammar of challenges, including line breaks. */
const hostileHeader = fc
  .array(
    fc
      .constantFrom('Digest ', 'realm=', 'nonce=', 'qop=', 'nextnonce=', '"auth"', '"', '\\', ', ')
      .chain((part) => fc.constantFrom(part, 'a', '\r\n', '\0', 'é', '"\\\r\n"', '"\u2028"')),
  )
  .map((parts) => parts.join(''))

function challengeSession(session: DigestSession, options: DigestVerifierOptions) {
  const verifier = createDigestVerifier(options)
  const headers = new Headers(verifier.challenge().map((value) => ['www-authenticate', value]))
  expect(session.handleChallenge(headers)).toBe(true)
  return verifier
}

describe('the client and the verifier agree', () => {
  test('the verifier accepts the client’s signature for any user, password, realm and URL', async () => {
    const cases = fc.record({
      username: wellFormed.filter((name) => name !== ''),
      password: wellFormed,
      realm: singleLineText,
      url: fc.webUrl({ withQueryParameters: true }),
      method: fc.constantFrom('GET', 'POST', 'DELETE'),
      algorithm: fc.constantFrom(...algorithms),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ username, password, realm, url, method, algorithm }) => {
        const session = new DigestSession({ username, password })
        const verifier = challengeSession(session, { realm, secret, algorithms: [algorithm] })
        const { pathname, search } = new URL(url)
        const request = { method, uri: pathname + search }
        const authorization = session.authorize(request)
        const lookup = (name: string, hash: 'MD5' | 'SHA-256') =>
          name === username ? ha1({ username, realm, password, hash }) : undefined
        expect(await verifier.verify({ ...request, authorization }, lookup)).toMatchObject({
          ok: true,
          username,
        })
      }),
    )
  })
})

describe('header injection', () => {
  test('a challenge or a next nonce cannot inject a line break', () => {
    const validChallenge = 'Digest realm="r", nonce="n", qop="auth"'
    fc.assert(
      fc.property(hostileHeader, hostileHeader, (extraText, info) => {
        const session = new DigestSession(mufasa)
        session.handleChallenge({ get: () => `${validChallenge}, opaque="o${extraText}` })
        session.handleChallenge({ get: () => extraText })
        session.handleAuthenticationInfo({ get: () => info })
        session.handleAuthenticationInfo({ get: () => `nextnonce="${info}"` })
        expect(session.authorize(target) ?? '').toMatch(printableAscii)
      }),
      { numRuns: 500 },
    )
  })

  test('a user name cannot inject a line break', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const session = new DigestSession({ ...mufasa, username: `u\r\n${text}` })
        challengeSession(session, { realm, secret })
        expect(session.authorize(target)).toMatch(printableAscii)
      }),
    )
  })

  test.each(['\r', '\n', '\r\nX-Injected: 1', '\0'])(
    'a realm or domain cannot inject %j',
    (text) => {
      expect(() => createDigestVerifier({ realm: text, secret })).toThrow(TypeError)
      expect(() => createDigestVerifier({ realm, domain: text, secret })).toThrow(TypeError)
    },
  )
})
