import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createDigestVerifier, type DigestVerifierOptions, ha1 } from '../src/server.ts'
import {
  createAuthorization,
  mufasa,
  parseHeaderParameters,
  realm,
} from './fixtures/rfc7616-example.ts'
import { createTestVerifier, request, secret } from './fixtures/test-verifier.ts'

describe('createDigestVerifier', () => {
  test.each<[string, Partial<DigestVerifierOptions>, RegExp]>([
    [
      'a short secret',
      { secret: new Uint8Array(15) },
      /secret must be a Uint8Array of at least 16/,
    ],
    ['no algorithm', { algorithms: [] }, /algorithms: expected one or more of SHA-256-sess/],
    ['a lifetime of 0', { nonceLifetime: 0 }, /nonceLifetime: expected a number above 0, got 0/],
    ['an infinite lifetime', { nonceLifetime: Number.POSITIVE_INFINITY }, /nonceLifetime/],
    ['no tracked nonces', { maxTrackedNonces: 0 }, /maxTrackedNonces: expected a number above 0/],
    ['a realm outside ASCII', { realm: 'Réalm' }, /must be printable ASCII; character 2/],
    ['a line break in the domain', { domain: '/\r\n' }, /must be printable ASCII/],
  ])('%s in the options is a TypeError', (_, options, message) => {
    expect(() => createTestVerifier(options)).toThrow(TypeError)
    expect(() => createTestVerifier(options)).toThrow(message)
  })

  test.each([
    ['no realm', '{"realm":null}'],
    ['a secret that is a string', '{"realm":"r","secret":"0123456789abcdef0123"}'],
    ['an unknown algorithm among known ones', '{"realm":"r","algorithms":["MD5","SHA-1"]}'],
  ])('%s from a caller without types is a TypeError', (_, json) => {
    const options: DigestVerifierOptions = { secret, ...JSON.parse(json) }
    expect(() => createDigestVerifier(options)).toThrow(TypeError)
  })

  test('a secret of 16 bytes is valid', () => {
    expect(() => createTestVerifier({ secret: new Uint8Array(16) })).not.toThrow()
  })

  test('a change of the caller’s buffer does not change the secret', async () => {
    const callerSecret = Uint8Array.from(secret)
    const { nonce } = createTestVerifier({ secret: callerSecret })
    callerSecret.fill(0)
    expect(await createTestVerifier().send({ nonce: nonce() })).toMatchObject({ ok: true })
  })

  test('the default clock is Date.now', async () => {
    const verifier = createDigestVerifier({ realm, secret })
    const { nonce = '' } = parseHeaderParameters(verifier.challenge()[0])
    const authorization = createAuthorization({ nonce })
    const lookup = () => ha1({ ...mufasa, realm })
    expect(await verifier.verify({ ...request, authorization }, lookup)).toMatchObject({ ok: true })
  })
})

describe('ha1', () => {
  test.each([
    ['md5', 'MD5'],
    ['sha256', 'SHA-256'],
  ] as const)('ha1 is %s of user, realm and password', (hash, name) => {
    const text = `${mufasa.username}:${realm}:${mufasa.password}`
    const expected = createHash(hash).update(text).digest('hex')
    expect(ha1({ ...mufasa, realm, hash: name })).toBe(expected)
  })

  test('the hash of ha1 defaults to MD5', () => {
    expect(ha1({ ...mufasa, realm })).toBe(ha1({ ...mufasa, realm, hash: 'MD5' }))
  })

  test.each(['username', 'realm', 'password'])('ha1 throws a TypeError without a %s', (name) => {
    const input = { ...mufasa, realm, [name]: undefined }
    const untyped: Parameters<typeof ha1>[0] = JSON.parse(JSON.stringify(input))
    expect(() => ha1(untyped)).toThrow(new TypeError(`Digest needs a ${name} that is a string`))
  })

  test('ha1 throws a TypeError for an unknown hash', () => {
    const hash = JSON.parse('"SHA-1"')
    expect(() => ha1({ ...mufasa, realm, hash })).toThrow(
      new TypeError('hash: expected MD5 or SHA-256, got SHA-1'),
    )
  })
})
