import { describe, expect, test } from 'vitest'
import { DigestSession, Md5DigestSession } from '../src/client.ts'
import { mufasa, parametersOf, responseOf } from './stand-in/mufasa.ts'

const target = { method: 'GET', uri: '/dir/index.html' }
const challenge = (nonce: string, more = '') =>
  new Headers({ 'www-authenticate': `Digest realm="r", nonce="${nonce}", qop="auth"${more}` })

function challengedSession(header: string, credentials = mufasa): DigestSession {
  const session = new DigestSession(credentials)
  expect(session.challenged(new Headers({ 'www-authenticate': header }))).toBe(true)
  return session
}

const authorization = (session: DigestSession, at = target) => parametersOf(session.authorize(at))

describe('authorize', () => {
  test('answers nothing before the first challenge', () => {
    expect(new DigestSession(mufasa).authorize(target)).toBeUndefined()
  })

  test.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'])(
    '%s: the response is the one that node:crypto makes',
    (algorithm) => {
      const session = challengedSession(
        `Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`,
      )
      const { nonce = '', nc = '', cnonce = '', response } = authorization(session)
      const signed = { ...mufasa, realm: 'r', ...target, nonce, nc, cnonce, algorithm }
      expect(response).toBe(responseOf(signed))
      expect(response).not.toBe(responseOf({ ...signed, method: 'POST' }))
    },
  )

  test('the parameters are written as RFC 7616 §3.4 has them, quoted or not', () => {
    const session = challengedSession(
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
    const said = authorization(challengedSession('Digest realm="r", nonce="n", qop="auth"'))
    expect(said['response']).toHaveLength(32)
    expect(said).not.toHaveProperty('algorithm')
    expect(said).not.toHaveProperty('opaque')
  })

  test('each nonce count is taken once, in eight hexadecimal digits', () => {
    const session = challengedSession('Digest realm="r", nonce="n", qop="auth"')
    const counts = Array.from({ length: 300 }, () => authorization(session)['nc'])
    expect(counts.slice(0, 2)).toEqual(['00000001', '00000002'])
    expect(counts[299]).toBe('0000012c')
    expect(new Set(counts).size).toBe(300)
  })

  test('a nonce that comes back goes on counting', () => {
    const session = challengedSession('Digest realm="r", nonce="one", qop="auth"')
    session.authorize(target)
    session.challenged(challenge('two'))
    session.authorize(target)
    session.challenged(challenge('one'))
    expect(authorization(session)['nc']).toBe('00000002')
  })

  test('the sixteen nonces used last are remembered, and no more', () => {
    const session = new DigestSession(mufasa)
    const countOf = (nonce: string) => {
      session.challenged(challenge(nonce))
      return authorization(session)['nc']
    }
    const others = Array.from({ length: 16 }, (_, at) => `other-${at}`)
    countOf('one')
    for (const other of others.slice(1)) countOf(other)
    expect(countOf('one')).toBe('00000002')
    countOf('another')
    expect(countOf('one')).toBe('00000003')
    for (const other of others) countOf(other)
    expect(countOf('one')).toBe('00000001')
  })

  test('a challenge that comes again is not begun anew, one of another algorithm is', () => {
    const session = new DigestSession(mufasa)
    const cnonceAfter = (more: string) => {
      session.challenged(challenge('one', more))
      return authorization(session)['cnonce']
    }
    const first = cnonceAfter('')
    expect(cnonceAfter('')).toBe(first)
    expect(cnonceAfter(', algorithm=SHA-256')).not.toBe(first)
    expect(authorization(session)['response']).toHaveLength(64)
  })

  test('no uri can end the header line', () => {
    const session = challengedSession('Digest realm="r", nonce="n", qop="auth"')
    for (const uri of ['/\r\nX-Injected: 1', '/\n', '/\0', '/é']) {
      expect(() => session.authorize({ method: 'GET', uri })).toThrow(TypeError)
    }
    expect(authorization(session)['nc']).toBe('00000001')
  })

  test('a user name outside ASCII is sent as username*, in the notation of RFC 8187', () => {
    const user = { username: "Jäsøn (Doe)*'", password: 'pass wörd' }
    const session = new DigestSession(user)
    session.challenged(challenge('n'))
    const said = authorization(session)
    expect(said['username*']).toBe("UTF-8''J%C3%A4s%C3%B8n%20%28Doe%29%2A%27")
    expect(said).not.toHaveProperty('username')
    const { nonce = '', nc = '', cnonce = '' } = said
    const signed = { ...user, ...target, realm: 'r', nonce, nc, cnonce, algorithm: 'MD5' }
    expect(said['response']).toBe(responseOf(signed))
  })
})

describe('challenged', () => {
  test.each(['', ', stale=true', ', stale=false'])(
    'a new nonce is worth one more attempt: %j',
    (stale) => {
      const session = new DigestSession(mufasa)
      session.challenged(challenge('one'))
      const refused = session.authorize(target) ?? ''
      expect(session.challenged(challenge('two', stale), refused)).toBe(true)
      expect(authorization(session)['nonce']).toBe('two')
    },
  )

  test.each(['', ', stale=true', ', stale=false'])('the nonce refused is not: %j', (stale) => {
    const session = new DigestSession(mufasa)
    session.challenged(challenge('one'))
    expect(session.challenged(challenge('one', stale))).toBe(false)
    expect(session.challenged(challenge('one', stale), session.authorize(target) ?? '')).toBe(false)
  })

  test('what was refused counts, not what stands meanwhile', () => {
    const session = new DigestSession(mufasa)
    session.challenged(challenge('one'))
    const early = session.authorize(target) ?? ''
    session.challenged(challenge('two'), early)
    expect(session.challenged(challenge('two'), early)).toBe(true)
    expect(session.challenged(challenge('two'), null)).toBe(true)
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
    expect(authorization(challengedSession(header))['algorithm']).toBe(algorithm)
  })

  test.each(['auth', 'AUTH', 'auth-int,auth', 'auth-int, auth', 'auth-int \t,auth'])(
    'the qop "%s" offers auth',
    (qop) => {
      const session = new DigestSession(mufasa)
      const header = `Digest realm="r", nonce="n", qop="${qop}"`
      expect(session.challenged({ get: () => header })).toBe(true)
    },
  )

  test('a session of MD5 alone takes it where SHA-256 is offered too, and nothing else', () => {
    const session = new Md5DigestSession(mufasa)
    const sha256 = 'Digest realm="r", nonce="s", qop="auth", algorithm=SHA-256'
    const both = `${sha256}, Digest realm="r", nonce="m", qop="auth", algorithm=MD5`
    expect(session.challenged({ get: () => sha256 })).toBe(false)
    expect(session.challenged({ get: () => both })).toBe(true)
    expect(parametersOf(session.authorize(target))).toMatchObject({ nonce: 'm', algorithm: 'MD5' })
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
    session.challenged(challenge('one'))
    expect(session.challenged({ get: () => header }, null)).toBe(false)
    expect(authorization(session)['nonce']).toBe('one')
  })
})

describe('observe', () => {
  const info = (value: string) => ({ get: () => value })

  test('nextnonce replaces the nonce and counts anew', () => {
    const session = new DigestSession(mufasa)
    session.challenged(challenge('one'))
    session.authorize(target)
    session.observe(info('nextnonce="two"'))
    expect(authorization(session)).toMatchObject({ nonce: 'two', nc: '00000001' })
  })

  test('the session key of a -sess algorithm keeps its nonce', () => {
    const session = challengedSession(
      'Digest realm="r", nonce="one", qop="auth", algorithm=MD5-sess',
    )
    session.observe(info('nextnonce="two"'))
    expect(authorization(session)['nonce']).toBe('one')
  })

  test.each(['', 'nextnonce', 'nextnonce="\u00e9"', 'nextnonce="a', 'qop=auth'])(
    '%j changes nothing',
    (value) => {
      const session = new DigestSession(mufasa)
      session.observe(info(value))
      expect(session.authorize(target)).toBeUndefined()
      session.challenged(challenge('one'))
      session.observe(info(value))
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
    const absent: { username: string; password: string } = JSON.parse('{"username":"u"}')
    expect(() => new DigestSession(absent)).toThrow('Digest needs a password that is a string')
  })
})
