import { ha1 } from '@export-buckets/digest/server'
import { bytesToHex } from '@noble/hashes/utils.js'
import { realm } from './realm.ts'
import { secretHash } from './secrets.ts'

/** What a store keeps of a new credential, and the secret that it does not keep. */
export interface NewCredential {
  /** Client id or public key. */
  readonly id: string
  /** Of a service account the hash of its secret, of an API key its HA1. */
  readonly proof: string
  /** Client secret or private key. */
  readonly secret: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const hex = (bytes: number) => bytesToHex(random(bytes))

/** Eight letters, as Atlas's have. */
const newPublicKey = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(8)), (n) => letters[n % letters.length]).join(
    '',
  )

/** A random secret for a service account. @param id - its client id; by default a random one too */
export function newServiceAccount(id: string = `mdb_sa_id_${hex(12)}`): NewCredential {
  const secret = `mdb_sa_sk_${hex(32)}`
  return { id, secret, proof: secretHash(secret) }
}

/** A random private key. @param id - the public key; by default a random one too */
export function newApiKey(id: string = newPublicKey()): NewCredential {
  const secret = crypto.randomUUID()
  return { id, secret, proof: ha1({ username: id, realm, password: secret }) }
}
