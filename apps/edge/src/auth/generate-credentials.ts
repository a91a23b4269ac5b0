import { ha1 } from '@export-buckets/digest/server'
import { bytesToHex } from '@noble/hashes/utils.js'
import { encodeBase64Url } from 'hono/utils/encode'
import { hashSecret, realm } from './secrets.ts'

/** A secret and the hash for the store. */
export interface GeneratedSecret {
  readonly secret: string
  /** `secretHash` of a service account, `ha1` of an API key. */
  readonly hash: string
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** Returns a unique client id in Atlas's format. */
export const generateClientId = (): string => `mdb_sa_id_${bytesToHex(randomBytes(12))}`

/** Returns a public key in Atlas's format: eight lower-case letters. */
export const generatePublicKey = (): string =>
  Array.from(randomBytes(8), (byte) => String.fromCharCode(97 + (byte % 26))).join('')

/** Returns a client secret of 240 random bits, in Atlas's format. */
export function generateClientSecret(): GeneratedSecret {
  const secret = `mdb_sa_sk_${encodeBase64Url(randomBytes(30).buffer).replace(/=+$/, '')}`
  return { secret, hash: hashSecret(secret) }
}

/** Returns a private key of 122 random bits, in Atlas's format: a UUID. */
export function generatePrivateKey(publicKey: string): GeneratedSecret {
  const secret = crypto.randomUUID()
  return { secret, hash: ha1({ username: publicKey, realm, password: secret }) }
}
