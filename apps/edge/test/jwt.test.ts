import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signJwt, verifyJwt } from '../src/jwt.ts'

const key = new Uint8Array(32).fill(7)
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What RFC 7515 makes of a header and claims, with the cryptography of Node. */
function reference(header: object, claims: object, algorithm = 'sha256'): string {
  const signed = `${base64url(header)}.${base64url(claims)}`
  return `${signed}.${createHmac(algorithm, key).update(signed).digest('base64url')}`
}

const claims = { sub: 'mdb_sa_id_ü', exp: 1 }
const hs256 = { alg: 'HS256', typ: 'JWT' }

test('a token is what RFC 7515 makes of it, and says what went in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (any) => {
      const token = signJwt(any, key)
      expect(token).toBe(reference(hs256, any))
      expect(verifyJwt(token, key)).toEqual(JSON.parse(JSON.stringify(any)))
    }),
  )
})

describe('a token is worthless', () => {
  const [header, payload, proof] = signJwt(claims, key).split('.')
  test.each([
    ['of no algorithm', `${base64url({ alg: 'none', typ: 'JWT' })}.${payload}.`],
    ['of another algorithm', reference({ alg: 'HS512', typ: 'JWT' }, claims, 'sha512')],
    ['signed as ours, but naming another algorithm', reference({ alg: 'HS384' }, claims)],
    ['with other claims', `${header}.${base64url({ ...claims, exp: 2 })}.${proof}`],
    ['without a signature', `${header}.${payload}.`],
    ['with a part too many', `${header}.${payload}.${proof}.`],
    ['that is none', 'access-token'],
    ['that is empty', ''],
  ])('%s', (_, token) => {
    expect(verifyJwt(token, key)).toBeUndefined()
  })

  test('under another key', () => {
    expect(verifyJwt(signJwt(claims, key), new Uint8Array(32).fill(8))).toBeUndefined()
  })
})
