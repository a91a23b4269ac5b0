import { ha1 } from '@export-buckets/digest/server'
import { bytesToHex } from '@noble/hashes/utils.js'
import { encodeBase64Url } from 'hono/utils/encode'
import { realm } from './realm.ts'
import { hashSecret } from './secrets.ts'

/** A secret, and what a store keeps of it. */
export interface GeneratedSecret {
  readonly secret: string
  /** `secretHash` of a service account, `ha1` of an API key. */
  readonly hash: string
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** A client id in Atlas's form; nobody else has it. */
export const generateClientId = (): string => `mdb_sa_id_${bytesToHex(randomBytes(12))}`

/** A public key in Atlas's form: eight lower-case letters. It is no secret. */
export const generatePublicKey = (): string =>
  Array.from(randomBytes(8), (byte) => String.fromCharCode(97 + (byte % 26))).join('')

/** A secret of 240 random bits for a service account, in Atlas's form. */
export function generateClientSecret(): GeneratedSecret {
  const secret = `mdb_sa_sk_${encodeBase64Url(randomBytes(30).buffer).replace(/=+$/, '')}`
  return { secret, hash: hashSecret(secret) }
}

/** A private key of 122 random bits, in Atlas's form: a UUID. */
export function generatePrivateKey(publicKey: string): GeneratedSecret {
  const secret = crypto.randomUUID()
  return { secret, hash: ha1({ username: publicKey, realm, password: secret }) }
}
