import { describe, expect, test } from 'vitest'
import { DigestSession, Md5DigestSession } from '../src/client.ts'
import {
  computeExpectedResponse,
  mufasa,
  parseHeaderParameters,
} from './fixtures/rfc7616-example.ts'

const target = { method: 'GET', uri: '/dir/index.html' }
const challenge = (nonce: string, extraParameters = '') =>
  new Headers({
    'www-authenticate': `Digest realm="r", nonce="${nonce}", qop="auth"${extraParameters}`,
  })

function createChallengedSession(header: string, credentials = mufasa): DigestSession {
  const session = new DigestSession(credentials)
  expect(session.handleChallenge(new Headers({ 'www-authenticate': header }))).toBe(true)
  return session
}

const authorization = (session: DigestSession, requestTarget = target) =>
  parseHeaderParameters(session.authorize(requestTarget))

describe('authorize', () => {
  test('authorize returns undefined before the first challenge', () => {
    expect(new DigestSession(mufasa).authorize(target)).toBeUndefined()
  })

  test.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'])(
    'the %s response equals that of node:crypto',
    (algorithm) => {
      const session = createChallengedSession(
        `Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`,
      )
      const { nonce = '', nc = '', cnonce = '', response } = authorization(session)
      const signedRequest = { ...mufasa, realm: 'r', ...target, nonce, nc, cnonce, algorithm }
      expect(response).toBe(computeExpectedResponse(signedRequest))
      expect(response).not.toBe(computeExpectedResponse({ ...signedRequest, method: 'POST' }))
    },
  )

  test('parameters are quoted as RFC 7616 §3.4 requires', () => {
    const session = createChallengedSession(
      'Digest realm="a \\"b\\"", nonce="n", qop="auth,auth-int", algorithm=sha-256, opaque="o", domain="/", charset=UTF-8',
    )
    const hex = '[0-9a-f]'
    expect(session.authorize(target)).toMatch(
      new RegExp(
        `^Digest username="Mufasa", realm="a \\\\"b\\\\"", nonce="n", uri="/dir/index.html", response="${hex}{64}", algorithm=SHA-256, cnonce="${hex}{32}", opaque="o", qop=auth, nc=00000001$`,
      ),
    )
  })

  test('algorithm and opaque are omitted when the challenge omits them', () => {
    const parameters = authorization(
      createChallengedSession('Digest realm="r", nonce="n", qop="auth"'),
    )
    expect(parameters['response']).toHaveLength(32)
    expect(parameters).not.toHaveProperty('algorithm')
    expect(parameters).not.toHaveProperty('opaque')
  })

  test('each nonce count is used once and has eight hexadecimal digits', () => {
    const session = createChallengedSession('Digest realm="r", nonce="n", qop="auth"')
    const counts = Array.from({ length: 300 }, () => authorization(session)['nc'])
    expect(counts.slice(0, 2)).toEqual(['00000001', '00000002'])
    expect(counts[299]).toBe('0000012c')
    expect(new Set(counts).size).toBe(300)
  })

  test('a nonce that the server sends again continues to count', () => {
    const session = createChallengedSession('Digest realm="r", nonce="one", qop="auth"')
    session.authorize(target)
    session.handleChallenge(challenge('two'))
    session.authorize(target)
    session.handleChallenge(challenge('one'))
    expect(authorization(session)['nc']).toBe('00000002')
  })

  test('the counts of the last sixteen nonces are stored', () => {
    const session = new DigestSession(mufasa)
    const nextNonceCount = (nonce: string) => {
      session.handleChallenge(challenge(nonce))
      return authorization(session)['nc']
    }
    const otherNonces = Array.from({ length: 16 }, (_, index) => `other-${index}`)
    nextNonceCount('one')
    for (const otherNonce of otherNonces.slice(1)) nextNonceCount(otherNonce)
    expect(nextNonceCount('one')).toBe('00000002')
    nextNonceCount('another')
    expect(nextNonceCount('one')).toBe('00000003')
    for (const otherNonce of otherNonces) nextNonceCount(otherNonce)
    expect(nextNonceCount('one')).toBe('00000001')
  })

  test('a repeated challenge keeps the cnonce, and one with another algorithm changes it', () => {
    const session = new DigestSession(mufasa)
    const cnonceAfter = (extraParameters: string) => {
      session.handleChallenge(challenge('one', extraParameters))
      return authorization(session)['cnonce']
    }
    const first = cnonceAfter('')
    expect(cnonceAfter('')).toBe(first)
    expect(cnonceAfter(', algorithm=SHA-256')).not.toBe(first)
    expect(authorization(session)['response']).toHaveLength(64)
  })

  test('a uri cannot inject a header line', () => {
    const session = createChallengedSession('Digest realm="r", nonce="n", qop="auth"')
    for (const uri of ['/\r\nX-Injected: 1', '/\n', '/\0', '/é']) {
      expect(() => session.authorize({ method: 'GET', uri })).toThrow(TypeError)
    }
    expect(authorization(session)['nc']).toBe('00000001')
  })

  test('a user name outside ASCII is sent as username* in the notation of RFC 8187', () => {
    const user = { username: "Jäsøn (Doe)*'", password: 'pass wörd' }
    const session = new DigestSession(user)
    session.handleChallenge(challenge('n'))
    const parameters = authorization(session)
    expect(parameters['username*']).toBe("UTF-8''J%C3%A4s%C3%B8n%20%28Doe%29%2A%27")
    expect(parameters).not.toHaveProperty('username')
    const { nonce = '', nc = '', cnonce = '' } = parameters
    const signedRequest = { ...user, ...target, realm: 'r', nonce, nc, cnonce, algorithm: 'MD5' }
    expect(parameters['response']).toBe(computeExpectedResponse(signedRequest))
  })
})

describe('handleChallenge', () => {
  test.each(['', ', stale=true', ', stale=false'])(
    'a new nonce is a reason to retry: %j',
    (stale) => {
      const session = new DigestSession(mufasa)
      session.handleChallenge(challenge('one'))
      const rejectedAuthorization = session.authorize(target) ?? ''
      expect(session.handleChallenge(challenge('two', stale), rejectedAuthorization)).toBe(true)
      expect(authorization(session)['nonce']).toBe('two')
    },
  )

  test.each(['', ', stale=true', ', stale=false'])(
    'the rejected nonce is not a reason to retry: %j',
    (stale) => {
      const session = new DigestSession(mufasa)
      session.handleChallenge(challenge('one'))
      expect(session.handleChallenge(challenge('one', stale))).toBe(false)
      expect(
        session.handleChallenge(challenge('one', stale), session.authorize(target) ?? ''),
      ).toBe(false)
    },
  )

  test('the rejected nonce decides, not the current one', () => {
    const session = new DigestSession(mufasa)
    session.handleChallenge(challenge('one'))
    const earlyAuthorization = session.authorize(target) ?? ''
    session.handleChallenge(challenge('two'), earlyAuthorization)
    expect(session.handleChallenge(challenge('two'), earlyAuthorization)).toBe(true)
    expect(session.handleChallenge(challenge('two'), null)).toBe(true)
  })

  test.each([
    [
      'SHA-256',
      'Digest realm="r", nonce="m", qop="auth", algorithm=MD5, Digest realm="r", nonce="s", qop="auth", algorithm=SHA-256',
    ],
    [
      'MD5',
      'Digest realm="r", nonce="s", qop="auth", algorithm=SHA-512-256, Basic realm="r", Digest realm="r", nonce="m", qop="auth", algorithm=MD5',
    ],
    [
      'MD5',
      'Digest realm="r", nonce="s", qop="auth-int", algorithm=SHA-256, Digest realm="r", nonce="m", qop="auth", algorithm=MD5',
    ],
  ])('the strongest supported algorithm is chosen: %s', (algorithm, header) => {
    expect(authorization(createChallengedSession(header))['algorithm']).toBe(algorithm)
  })

  test.each(['auth', 'AUTH', 'auth-int,auth', 'auth-int, auth', 'auth-int \t,auth'])(
    'the qop "%s" includes auth',
    (qop) => {
      const session = new DigestSession(mufasa)
      const header = `Digest realm="r", nonce="n", qop="${qop}"`
      expect(session.handleChallenge({ get: () => header })).toBe(true)
    },
  )

  test('Md5DigestSession chooses MD5 when SHA-256 is offered too, and ignores SHA-256', () => {
    const session = new Md5DigestSession(mufasa)
    const sha256 = 'Digest realm="r", nonce="s", qop="auth", algorithm=SHA-256'
    const bothChallenges = `${sha256}, Digest realm="r", nonce="m", qop="auth", algorithm=MD5`
    expect(session.handleChallenge({ get: () => sha256 })).toBe(false)
    expect(session.handleChallenge({ get: () => bothChallenges })).toBe(true)
    expect(parseHeaderParameters(session.authorize(target))).toMatchObject({
      nonce: 'm',
      algorithm: 'MD5',
    })
  })

  test.each([
    ['no challenge', ''],
    ['another scheme', 'Bearer'],
    ['another scheme with the parameters of Digest', 'Other realm="r", nonce="n", qop="auth"'],
    ['no realm', 'Digest nonce="n", qop="auth"'],
    ['no nonce', 'Digest realm="r", qop="auth"'],
    ['no qop', 'Digest realm="r", nonce="n"'],
    ['only auth-int', 'Digest realm="r", nonce="n", qop="auth-int"'],
    ['an unknown algorithm', 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-512-256'],
    ['a nonce outside ASCII', 'Digest realm="r", nonce="\u00e9", qop="auth"'],
    ['a realm with a tab', 'Digest realm="\t", nonce="n", qop="auth"'],
  ])('an unsupported challenge does not change the session: %s', (_, header) => {
    const session = new DigestSession(mufasa)
    session.handleChallenge(challenge('one'))
    expect(session.handleChallenge({ get: () => header }, null)).toBe(false)
    expect(authorization(session)['nonce']).toBe('one')
  })
})

describe('handleAuthenticationInfo', () => {
  const infoHeaders = (value: string) => ({ get: () => value })

  test('nextnonce replaces the nonce and restarts the count', () => {
    const session = new DigestSession(mufasa)
    session.handleChallenge(challenge('one'))
    session.authorize(target)
    session.handleAuthenticationInfo(infoHeaders('nextnonce="two"'))
    expect(authorization(session)).toMatchObject({ nonce: 'two', nc: '00000001' })
  })

  test('a -sess algorithm ignores nextnonce', () => {
    const session = createChallengedSession(
      'Digest realm="r", nonce="one", qop="auth", algorithm=MD5-sess',
    )
    session.handleAuthenticationInfo(infoHeaders('nextnonce="two"'))
    expect(authorization(session)['nonce']).toBe('one')
  })

  test.each(['', 'nextnonce', 'nextnonce="\u00e9"', 'nextnonce="a', 'qop=auth'])(
    '%j does not change the session',
    (value) => {
      const session = new DigestSession(mufasa)
      session.handleAuthenticationInfo(infoHeaders(value))
      expect(session.authorize(target)).toBeUndefined()
      session.handleChallenge(challenge('one'))
      session.handleAuthenticationInfo(infoHeaders(value))
      expect(authorization(session)['nonce']).toBe('one')
    },
  )
})

describe('invalid credentials', () => {
  test.each([
    ['an empty user name', { username: '', password: 'p' }, /username/],
    ['half a surrogate pair in the password', { username: 'u', password: 'p\ud800' }, /password/],
    ['half a surrogate pair in the user name', { username: 'u\udc00', password: 'p' }, /username/],
  ])('the constructor throws for %s and does not show it', (_, credentials, message) => {
    expect(() => new DigestSession(credentials)).toThrow(TypeError)
    expect(() => new DigestSession(credentials)).toThrow(message)
  })

  test('the constructor throws for an undefined password, as from an unset environment variable', () => {
    const withoutPassword: { username: string; password: string } = JSON.parse('{"username":"u"}')
    expect(() => new DigestSession(withoutPassword)).toThrow(
      'Digest needs a password that is a string',
    )
  })
})
