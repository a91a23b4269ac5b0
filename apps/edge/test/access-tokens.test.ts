import { createHmac } from 'node:crypto'
import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AccessTokens } from '../src/auth/access-tokens.ts'
import { deriveKey } from '../src/auth/secrets.ts'

const account = { clientId: 'reader', secretHash: '0123456789abcdef'.repeat(4), grants: [] }
const secret = new Uint8Array(32).fill(7)
const key = bytesToHex(deriveKey(secret, 'access token'))

const createTokens = () => new AccessTokens(secret)
const issue = async () => (await createTokens().issue(account, 0)).access_token
const verify = (token: string) => createTokens().verify(token, 0)

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const hmac = (text: string) => createHmac('sha256', key).update(text).digest('base64url')

/** Signs a payload the way the app does. */
function sign(payload: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const content = `${encode(header)}.${encode(payload)}`
  return `${content}.${hmac(content)}`
}

test('a token is a JWT whose signature other implementations can verify (RFC 7515, RFC 7518)', async () => {
  const [header = '', payload = '', signature] = (await issue()).split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
    alg: 'HS256',
    typ: 'JWT',
  })
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    sub: 'reader',
    iat: 0,
    exp: 3600,
  })
  expect(signature).toBe(hmac(`${header}.${payload}`))
})

test('an expired token is rejected, even when it was verified before', async () => {
  const tokens = createTokens()
  const { access_token, expires_in } = await tokens.issue(account, 0)
  const expiry = expires_in * 1000
  expect(await tokens.verify(access_token, expiry - 1)).toMatchObject({ clientId: 'reader' })
  expect(await tokens.verify(access_token, expiry)).toBeUndefined()
})

test('a token has the same claims each time it is verified', async () => {
  const tokens = createTokens()
  const { access_token } = await tokens.issue(account, 0)
  const claims = await tokens.verify(access_token, 0)
  expect(claims).toMatchObject({ clientId: 'reader' })
  expect(await tokens.verify(access_token, 0)).toEqual(claims)
})

test('a token with any changed character is rejected, even when it was verified before', async () => {
  const tokens = createTokens()
  const { access_token: token } = await tokens.issue(account, 0)
  await tokens.verify(token, 0)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(token.length - 1),
      fc.constantFrom(...'AQZaz09-_.='),
      async (index, character) => {
        fc.pre(token[index] !== character)
        const forgedToken = token.slice(0, index) + character + token.slice(index + 1)
        expect(await tokens.verify(forgedToken, 0)).toBeUndefined()
      },
    ),
  )
})

test('a token stays valid after more tokens are verified than the cache holds', async () => {
  const tokens = createTokens()
  const tokenResponses = await Promise.all(
    Array.from({ length: 1100 }, () => tokens.issue(account, 0)),
  )
  for (const round of [1, 2]) {
    const claims = await Promise.all(
      tokenResponses.map((token) => tokens.verify(token.access_token, 0)),
    )
    expect(
      claims.filter((value) => value === undefined),
      `round ${round}`,
    ).toEqual([])
  }
})

const payload = { sub: 'reader', jti: '1', exp: 3600, secret: '0123456789abcdef' }

test.each(['sub', 'jti', 'exp', 'secret'])(
  'a correctly signed token is rejected when its payload lacks %s',
  async (name) => {
    expect(await verify(sign(payload))).toMatchObject({ clientId: 'reader' })
    expect(await verify(sign({ ...payload, [name]: undefined }))).toBeUndefined()
  },
)

test.each([{ alg: 'none' }, { alg: 'HS512', typ: 'JWT' }, { alg: 'HS256', typ: 'other' }, {}])(
  'a correctly signed token with the header %j is rejected',
  async (header) => {
    expect(await verify(sign(payload, header))).toBeUndefined()
  },
)

test('a token signed with another secret is rejected', async () => {
  const otherTokens = new AccessTokens(new Uint8Array(32).fill(8))
  expect(await otherTokens.verify(await issue(), 0)).toBeUndefined()
})

test('a malformed token is rejected without an error', async () => {
  const token = await issue()
  const [header, claims, signature] = token.split('.')
  const unsigned = `${encode({ alg: 'none' })}.${claims}.`
  const malformedTokens = [
    '',
    '.',
    '..',
    '...',
    unsigned,
    `${token}.`,
    `${header}.${claims}`,
    ` ${token}`,
  ]
  for (const text of [
    ...malformedTokens,
    `${header}.${signature}.${claims}`,
    `${token}\n`,
    token.repeat(5),
  ])
    expect(await verify(text), text).toBeUndefined()
  // Well-formed tokens, so that the property reaches signature verification.
  const part = fc.stringMatching(/^[\w-]{1,20}$/)
  const tag = fc.stringMatching(/^[\w-]{42}A$/)
  await fc.assert(
    fc.asyncProperty(part, part, tag, async (...options) => {
      expect(await verify(options.join('.'))).toBeUndefined()
    }),
  )
})
