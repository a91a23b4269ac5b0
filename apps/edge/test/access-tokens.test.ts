import { expect, test } from 'vitest'
import { AccessTokens } from '../src/access-tokens.ts'

const account = { clientId: 'reader', secretHash: '0123456789abcdef'.repeat(4), grants: [] }

function tokensAt(clock: { now: number }): AccessTokens {
  return new AccessTokens(new Uint8Array(32).fill(7), () => clock.now)
}

test('a token that was taken before is refused from the moment it expires', () => {
  const clock = { now: 0 }
  const tokens = tokensAt(clock)
  const { access_token, expires_in } = tokens.issue(account)
  clock.now = expires_in * 1000 - 1
  expect(tokens.check(access_token)).toMatchObject({ clientId: 'reader' })
  clock.now += 1
  expect(tokens.check(access_token)).toBeUndefined()
})

test('a token that was taken before says the same again', () => {
  const tokens = tokensAt({ now: 0 })
  const { access_token } = tokens.issue(account)
  const first = tokens.check(access_token)
  expect(first).toBeDefined()
  expect(tokens.check(access_token)).toEqual(first)
})

test('a token is refused whose signature is not that of a token taken before', () => {
  const tokens = tokensAt({ now: 0 })
  const { access_token } = tokens.issue(account)
  tokens.check(access_token)
  const [head, claims, signature = ''] = access_token.split('.')
  const other = signature.startsWith('A') ? 'B' : 'A'
  const forged = [head, claims, other + signature.slice(1)].join('.')
  expect(tokens.check(forged)).toBeUndefined()
  expect(tokens.check(forged)).toBeUndefined()
})

test('of more tokens than are remembered, each is still taken', () => {
  const tokens = tokensAt({ now: 0 })
  const issued = Array.from({ length: 1100 }, () => tokens.issue(account))
  for (const round of [1, 2]) {
    const checked = issued.map((each) => tokens.check(each.access_token))
    expect(
      checked.filter((claims) => claims === undefined),
      `round ${round}`,
    ).toEqual([])
  }
})
