import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { sameText } from './secrets.ts'

type Claims = Readonly<Record<string, unknown>>

/** RFC 4648, section 5, without padding (RFC 7515, section 2). */
function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Ours alone: a token that names any other algorithm, or none, is not looked into. */
const header = base64url(utf8ToBytes('{"alg":"HS256","typ":"JWT"}'))

const signature = (signed: string, key: Uint8Array) =>
  base64url(hmac(sha256, key, utf8ToBytes(signed)))

/** A JSON Web Token (RFC 7519), signed with HMAC-SHA256 (RFC 7518, section 3.2). */
export function signJwt(claims: Claims, key: Uint8Array): string {
  const signed = `${header}.${base64url(utf8ToBytes(JSON.stringify(claims)))}`
  return `${signed}.${signature(signed, key)}`
}

/** The claims of a token that {@link signJwt} made with the key; `undefined` for anything else. Expiry is not looked at. */
export function verifyJwt(token: string, key: Uint8Array): Claims | undefined {
  const [said, payload, proof, ...more] = token.split('.')
  if (said !== header || payload === undefined || proof === undefined || more.length > 0) return
  if (!sameText(proof, signature(`${said}.${payload}`, key))) return
  const base64 = payload.replaceAll('-', '+').replaceAll('_', '/')
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))))
}
