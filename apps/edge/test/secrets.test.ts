import { expand } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { deriveKey } from '../src/auth/secrets.ts'

const secret = Uint8Array.from({ length: 32 }, (_, index) => index)

test('a key is HKDF-Expand of the secret and its purpose', () => {
  const info = utf8ToBytes('export-buckets access token')
  expect(deriveKey(secret, 'access token')).toEqual(expand(sha256, secret, info, 32))
})

test('keys for two purposes differ', () => {
  expect(deriveKey(secret, 'access token')).not.toEqual(deriveKey(secret, 'digest nonce'))
})

test('a secret of fewer than 32 bytes is rejected', () => {
  expect(() => deriveKey(secret.subarray(1), 'access token')).toThrow(
    'secret: expected at least 32 random bytes, got 31',
  )
})
