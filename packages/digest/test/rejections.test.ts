import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DigestRejectionReason } from '../src/server.ts'
import { createAuthorization } from './fixtures/rfc7616-example.ts'
import { createTestVerifier, rejection, request } from './fixtures/test-verifier.ts'

describe('rejections', () => {
  test.each([undefined, null, '', 'Basic YTpi', 'Bearer abc', 'Digestive realm="a"'])(
    'the Authorization %j is rejected as missing',
    async (authorization) => {
      expect(await createTestVerifier().verify(authorization)).toEqual(rejection('missing'))
    },
  )

  test.each<[string, DigestRejectionReason, Record<string, string | undefined>]>([
    ['another realm', 'unknown-realm', { realm: '"Realm"' }],
    ['another request-target', 'uri-mismatch', { uri: '"/api/atlas/v2"' }],
    ['a qop other than auth', 'unsupported', { qop: 'auth-int' }],
    ['no qop (RFC 2069)', 'unsupported', { qop: undefined }],
    ['a hashed user name', 'unsupported', { userhash: 'true' }],
    ['a hashed user name, in capitals', 'unsupported', { userhash: 'TRUE' }],
    ['an unknown algorithm', 'unsupported', { algorithm: 'SHA-1' }],
    ['a nonce that was never issued', 'foreign-nonce', { nonce: `"${'a'.repeat(32)}"` }],
    ['a nonce of another form', 'foreign-nonce', { nonce: '"abc"' }],
    ['a nonce that is not base64', 'foreign-nonce', { nonce: '"!"' }],
    ['another user', 'unknown-user', { username: '"Scar"' }],
    ['another cnonce', 'wrong-response', { cnonce: '"d"' }],
    ['another count', 'wrong-response', { nc: '00000002' }],
    ['a count of zero', 'malformed', { nc: '00000000' }],
    ['a count of seven digits', 'malformed', { nc: '0000001' }],
    ['a count of nine digits', 'malformed', { nc: '000000001' }],
    ['a count that is not hexadecimal', 'malformed', { nc: '0000000g' }],
    ['a response that is too short', 'malformed', { response: '"abc"' }],
    ['a response in capitals', 'malformed', { response: `"${'A'.repeat(32)}"` }],
    ['text outside ASCII', 'malformed', { username: '"j\u00e4s"' }],
    ['two user names', 'malformed', { 'username*': "UTF-8''a" }],
    ['a truncated user name', 'malformed', { username: undefined, 'username*': "UTF-8''%C3" }],
    ['another charset', 'malformed', { username: undefined, 'username*': "ISO-8859-1''a" }],
    ['a charset with a prefix', 'malformed', { username: undefined, 'username*': "xUTF-8''a" }],
    ['a duplicate parameter', 'malformed', { QOP: 'auth' }],
    ['no user name', 'malformed', { username: undefined }],
    ['no realm', 'malformed', { realm: undefined }],
    ['no uri', 'malformed', { uri: undefined }],
    ['no nonce', 'malformed', { nonce: undefined }],
    ['no cnonce', 'malformed', { cnonce: undefined }],
    ['no count', 'malformed', { nc: undefined }],
    ['no response', 'malformed', { response: undefined }],
  ])('%s is rejected as %s', async (_fault, reason, parameters) => {
    const { nonce, send } = createTestVerifier()
    expect(await send({ nonce: nonce() }, parameters)).toEqual(rejection(reason))
  })

  test('an algorithm that is not offered is unsupported, stronger or not', async () => {
    const { nonce, send } = createTestVerifier()
    const result = await send({ nonce: nonce(), algorithm: 'SHA-256' })
    expect(result).toEqual(rejection('unsupported'))
  })

  test('a header of more than 8 KiB is malformed', async () => {
    const { nonce, verify } = createTestVerifier()
    const validHeader = `${createAuthorization({ nonce: nonce() })}, x=`
    const maxLengthHeader = validHeader + 'x'.repeat(8192 - validHeader.length)
    expect(await verify(`${maxLengthHeader}x`)).toEqual(rejection('malformed'))
    expect(await verify(maxLengthHeader)).toMatchObject({ ok: true })
    expect(await verify(`Bearer ${'x'.repeat(8192)}`)).toEqual(rejection('missing'))
  })

  test('another method is a wrong response', async () => {
    const { nonce, send } = createTestVerifier()
    expect(await send({ nonce: nonce(), method: 'PUT' })).toEqual(rejection('wrong-response'))
  })

  test('another password is a wrong response', async () => {
    const { nonce, send } = createTestVerifier()
    expect(await send({ nonce: nonce(), password: 'guess' })).toEqual(rejection('wrong-response'))
  })

  test('a digest of the dummy HA1 is rejected for an unknown user', async () => {
    const { nonce, send } = createTestVerifier()
    const md5 = (text: string) => createHash('md5').update(text).digest('hex')
    const issuedNonce = nonce()
    const ha2 = md5(`GET:${request.uri}`)
    const response = md5(`${'0'.repeat(32)}:${issuedNonce}:00000001:0a4f113b:auth:${ha2}`)
    const result = await send({ nonce: issuedNonce, username: 'Scar' }, { response })
    expect(result).toEqual(rejection('unknown-user'))
  })

  test('any string is rejected without an exception', async () => {
    const { verify, nonce } = createTestVerifier()
    const validHeader = createAuthorization({ nonce: nonce(), password: 'guess' })
    const mutant = fc
      .tuple(fc.nat(validHeader.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 5 }))
      .map(
        ([offset, deleteCount, insertion]) =>
          validHeader.slice(0, offset) + insertion + validHeader.slice(offset + deleteCount),
      )
    const anything = fc.string({ unit: 'binary' })
    const prefixed = anything.map((text) => `Digest ${text}`)
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, prefixed, mutant), async (authorization) => {
        expect(await verify(authorization)).toMatchObject({ ok: false, stale: false })
      }),
      { numRuns: 200 },
    )
  })
})
