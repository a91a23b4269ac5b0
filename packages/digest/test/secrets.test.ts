import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createDigestFetch, DigestSession } from '../src/client.ts'
import { createDigestVerifier, ha1 } from '../src/server.ts'
import { mufasa, realm } from './fixtures/rfc7616-example.ts'

const secret = new TextEncoder().encode('the secret of every nonce')
const secretTexts = [
  mufasa.password,
  ha1({ ...mufasa, realm }),
  'the secret of every nonce',
  String(secret),
  [...secret].join(', '),
]

function createChallengedSession(): DigestSession {
  const digestSession = new DigestSession(mufasa)
  const challenge = `Digest realm="${realm}", nonce="n", qop="auth"`
  digestSession.handleChallenge(new Headers({ 'www-authenticate': challenge }))
  return digestSession
}

/** Returns every text that a log can show for a value. */
function formatEveryWay(value: unknown): string {
  const inspectOptions = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }
  const trace = value instanceof Error ? value.stack : ''
  return `${inspect(value, inspectOptions)} ${JSON.stringify(value)} ${String(value)} ${trace}`
}

test.each<[string, unknown]>([
  ['DigestSession', createChallengedSession()],
  ['the fetch', createDigestFetch(mufasa)],
  ['the verifier', createDigestVerifier({ realm, secret })],
])('%s shows no secret when it is printed', (_, value) => {
  for (const text of secretTexts) expect(formatEveryWay(value)).not.toContain(text)
})

test.each<[string, () => unknown]>([
  [
    'a password with half a surrogate pair',
    () => new DigestSession({ ...mufasa, password: `${mufasa.password}\ud800` }),
  ],
  ['an empty user name', () => new DigestSession({ ...mufasa, username: '' })],
  ['an invalid origin', () => createDigestFetch({ ...mufasa, origin: 'cloud.mongodb.com' })],
  [
    'a uri outside printable ASCII',
    () => createChallengedSession().authorize({ method: 'GET', uri: '/\n' }),
  ],
  ['a realm outside printable ASCII', () => createDigestVerifier({ realm: '\n', secret })],
  [
    'a secret that is too short',
    () => createDigestVerifier({ realm, secret: secret.subarray(0, 15) }),
  ],
])('the error for %s shows no secret', (_, provoke) => {
  let error: unknown
  try {
    provoke()
  } catch (reason) {
    error = reason
  }
  expect(error).toBeInstanceOf(TypeError)
  for (const text of secretTexts) expect(formatEveryWay(error)).not.toContain(text)
})
