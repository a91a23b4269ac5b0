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
  test('answers nothing before the first challenge', () => {
    expect(new DigestSession(mufasa).authorize(target)).toBeUndefined()
  })

  test.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'])(
    '%s: the response is the one that node:crypto makes',
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

  test('the parameters are written as RFC 7616 §3.4 has them, quoted or not', () => {
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

  test('an algorithm that the challenge left out is left out, and so is opaque', () => {
    const parameters = authorization(
      createChallengedSession('Digest realm="r", nonce="n", qop="auth"'),
    )
    expect(parameters['response']).toHaveLength(32)
    expect(parameters).not.toHaveProperty('algorithm')
    expect(parameters).not.toHaveProperty('opaque')
  })

  test('each nonce count is taken once, in eight hexadecimal digits', () => {
    const session = createChallengedSession('Digest realm="r", nonce="n", qop="auth"')
    const counts = Array.from({ length: 300 }, () => authorization(session)['nc'])
    expect(counts.slice(0, 2)).toEqual(['00000001', '00000002'])
    expect(counts[299]).toBe('0000012c')
    expect(new Set(counts).size).toBe(300)
  })

  test('a nonce that comes back goes on counting', () => {
    const session = createChallengedSession('Digest realm="r", nonce="one", qop="auth"')
    session.authorize(target)
    session.handleChallenge(challenge('two'))
    session.authorize(target)
    session.handleChallenge(challenge('one'))
    expect(authorization(session)['nc']).toBe('00000002')
  })

  test('the sixteen nonces used last are remembered, and no more', () => {
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

  test('a challenge that comes again is not begun anew, one of another algorithm is', () => {
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

  test('no uri can end the header line', () => {
    const session = createChallengedSession('Digest realm="r", nonce="n", qop="auth"')
    for (const uri of ['/\r\nX-Injected: 1', '/\n', '/\0', '/é']) {
      expect(() => session.authorize({ method: 'GET', uri })).toThrow(TypeError)
    }
    expect(authorization(session)['nc']).toBe('00000001')
  })

  test('a user name outside ASCII is sent as username*, in the notation of RFC 8187', () => {
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

describe('challenged', () => {
  test.each(['', ', stale=true', ', stale=false'])(
    'a new nonce is worth one more attempt: %j',
    (stale) => {
      const session = new DigestSession(mufasa)
      session.handleChallenge(challenge('one'))
      const rejectedAuthorization = session.authorize(target) ?? ''
      expect(session.handleChallenge(challenge('two', stale), rejectedAuthorization)).toBe(true)
      expect(authorization(session)['nonce']).toBe('two')
    },
  )

  test.each(['', ', stale=true', ', stale=false'])('the nonce refused is not: %j', (stale) => {
    const session = new DigestSession(mufasa)
    session.handleChallenge(challenge('one'))
    expect(session.handleChallenge(challenge('one', stale))).toBe(false)
    expect(session.handleChallenge(challenge('one', stale), session.authorize(target) ?? '')).toBe(
      false,
    )
  })

  test('what was refused counts, not what stands meanwhile', () => {
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
  ])('the strongest algorithm that it speaks is chosen: %s', (algorithm, header) => {
    expect(authorization(createChallengedSession(header))['algorithm']).toBe(algorithm)
  })

  test.each(['auth', 'AUTH', 'auth-int,auth', 'auth-int, auth', 'auth-int \t,auth'])(
    'the qop "%s" offers auth',
    (qop) => {
      const session = new DigestSession(mufasa)
      const header = `Digest realm="r", nonce="n", qop="${qop}"`
      expect(session.handleChallenge({ get: () => header })).toBe(true)
    },
  )

  test('a session of MD5 alone takes it where SHA-256 is offered too, and nothing else', () => {
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
    ['none', ''],
    ['another scheme', 'Bearer'],
    ['another scheme with all that Digest has', 'Other realm="r", nonce="n", qop="auth"'],
    ['no realm', 'Digest nonce="n", qop="auth"'],
    ['no nonce', 'Digest realm="r", qop="auth"'],
    ['no qop', 'Digest realm="r", nonce="n"'],
    ['auth-int alone', 'Digest realm="r", nonce="n", qop="auth-int"'],
    ['an unknown algorithm', 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-512-256'],
    ['a nonce outside ASCII', 'Digest realm="r", nonce="\u00e9", qop="auth"'],
    ['a realm with a tab', 'Digest realm="\t", nonce="n", qop="auth"'],
  ])('a challenge it cannot answer changes nothing: %s', (_, header) => {
    const session = new DigestSession(mufasa)
    session.handleChallenge(challenge('one'))
    expect(session.handleChallenge({ get: () => header }, null)).toBe(false)
    expect(authorization(session)['nonce']).toBe('one')
  })
})

describe('observe', () => {
  const infoHeaders = (value: string) => ({ get: () => value })

  test('nextnonce replaces the nonce and counts anew', () => {
    const session = new DigestSession(mufasa)
    session.handleChallenge(challenge('one'))
    session.authorize(target)
    session.handleAuthenticationInfo(infoHeaders('nextnonce="two"'))
    expect(authorization(session)).toMatchObject({ nonce: 'two', nc: '00000001' })
  })

  test('the session key of a -sess algorithm keeps its nonce', () => {
    const session = createChallengedSession(
      'Digest realm="r", nonce="one", qop="auth", algorithm=MD5-sess',
    )
    session.handleAuthenticationInfo(infoHeaders('nextnonce="two"'))
    expect(authorization(session)['nonce']).toBe('one')
  })

  test.each(['', 'nextnonce', 'nextnonce="\u00e9"', 'nextnonce="a', 'qop=auth'])(
    '%j changes nothing',
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

describe('credentials that cannot be hashed are refused, unnamed', () => {
  test.each([
    ['an empty user name', { username: '', password: 'p' }, /username/],
    ['half a surrogate pair in the password', { username: 'u', password: 'p\ud800' }, /password/],
    ['half a surrogate pair in the user name', { username: 'u\udc00', password: 'p' }, /username/],
  ])('%s', (_, credentials, message) => {
    expect(() => new DigestSession(credentials)).toThrow(TypeError)
    expect(() => new DigestSession(credentials)).toThrow(message)
  })

  test('an absent password, as from an environment variable that is not set', () => {
    const withoutPassword: { username: string; password: string } = JSON.parse('{"username":"u"}')
    expect(() => new DigestSession(withoutPassword)).toThrow(
      'Digest needs a password that is a string',
    )
  })
})
