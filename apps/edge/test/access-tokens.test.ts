import { expect, test } from 'vitest'
import { AccessTokens } from '../src/access-tokens.ts'
import { deriveKey } from '../src/secrets.ts'
import { signJson } from '../src/signed-json.ts'

const account = { clientId: 'reader', secretHash: '0123456789abcdef'.repeat(4), grants: [] }

const secret = new Uint8Array(32).fill(7)
const newTokens = () => new AccessTokens(secret)

test('a token that was taken before is refused from the moment it expires', () => {
  const tokens = newTokens()
  const { access_token, expires_in } = tokens.issue(account, 0)
  const expiry = expires_in * 1000
  expect(tokens.check(access_token, expiry - 1)).toMatchObject({ clientId: 'reader' })
  expect(tokens.check(access_token, expiry)).toBeUndefined()
})

test('a token that was taken before says the same again', () => {
  const tokens = newTokens()
  const { access_token } = tokens.issue(account, 0)
  const first = tokens.check(access_token, 0)
  expect(first).toBeDefined()
  expect(tokens.check(access_token, 0)).toEqual(first)
})

test('a token is refused whose signature is not that of a token taken before', () => {
  const tokens = newTokens()
  const { access_token } = tokens.issue(account, 0)
  tokens.check(access_token, 0)
  const [head, claims, signature = ''] = access_token.split('.')
  const other = signature.startsWith('A') ? 'B' : 'A'
  const forged = [head, claims, other + signature.slice(1)].join('.')
  expect(tokens.check(forged, 0)).toBeUndefined()
  expect(tokens.check(forged, 0)).toBeUndefined()
})

test('of more tokens than are remembered, each is still taken', () => {
  const tokens = newTokens()
  const issued = Array.from({ length: 1100 }, () => tokens.issue(account, 0))
  for (const round of [1, 2]) {
    const checked = issued.map((each) => tokens.check(each.access_token, 0))
    expect(
      checked.filter((claims) => claims === undefined),
      `round ${round}`,
    ).toEqual([])
  }
})

test.each(['sub', 'jti', 'exp', 'secret'])(
  'a token of ours is refused that does not say its %s',
  (name) => {
    const claims = { sub: 'reader', jti: '1', exp: 3600, secret: '0123456789abcdef' }
    const signed = (said: object) => signJson(deriveKey(secret, 'access token'), said)
    expect(newTokens().check(signed(claims), 0)).toMatchObject({ clientId: 'reader' })
    expect(newTokens().check(signed({ ...claims, [name]: undefined }), 0)).toBeUndefined()
  },
)
