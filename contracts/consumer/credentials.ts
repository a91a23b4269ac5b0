import { type AnyFetch, type AuthStrategy, apiKey, serviceAccount } from '@export-buckets/client'
import { tokenPath } from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import type { Auth } from '../matrix/cells.ts'
import { badToken, goodKey, goodToken } from '../matrix/signatures.ts'

/** The challenge that a Digest interaction signs: the recorded one. */
export const challenge: string =
  'Digest realm="MMS Public API", domain="", nonce="SlgYP7Tv3FS/BuCj/x4WQRIV1bNKdpJg", algorithm=MD5, qop="auth", stale=false'

const account = () => serviceAccount({ clientId: 'mdb_sa_id_consumer', clientSecret: 'consumer' })
const key = (publicKey: string) => apiKey({ publicKey, privateKey: 'consumer' })
const none: AuthStrategy = { wrap: (next) => next }

/** What the real client is given to make a call so. */
export const strategies: Readonly<Record<Auth, () => AuthStrategy>> = {
  Bearer: account,
  'a bad Bearer token': account,
  Digest: () => key(goodKey),
  'a bad Digest': () => key('bad'),
  'no credentials': () => none,
}

const signed = (publicKey: string) =>
  MatchersV3.regex(
    `^Digest username="${publicKey}", realm="[^"]+", nonce="[^"]+", uri="[^"]+", response="[0-9a-f]{32}", .*$`,
    `Digest username="${publicKey}", realm="MMS Public API", nonce="n", uri="/", response="${'0'.repeat(32)}", qop=auth`,
  )

/** What is pinned of `Authorization`: its scheme, and whose it is. */
export const authorizations: Readonly<
  Record<Auth, ReturnType<typeof MatchersV3.regex> | undefined>
> = {
  Bearer: MatchersV3.regex('^Bearer .+$', `Bearer ${goodToken}`),
  'a bad Bearer token': MatchersV3.regex('^Bearer .+$', `Bearer ${badToken}`),
  Digest: signed(goodKey),
  'a bad Digest': signed('bad'),
  'no credentials': undefined,
}

/**
 * Sends what the interaction pins to the mock provider, and answers by itself what comes before it: the token, the Digest
 * challenge. No interaction pins the endpoints for tokens; the challenge is that of the interactions with a 401.
 */
export function beforeTheMock(auth: Auth): AnyFetch {
  const token = auth === 'Bearer' ? goodToken : badToken
  return async (url, init) => {
    if (new URL(url).pathname === tokenPath) {
      return Response.json({ access_token: token, expires_in: 3600, token_type: 'Bearer' })
    }
    const unsigned = auth.endsWith('Digest') && !new Headers(init.headers).has('Authorization')
    if (!unsigned) return fetch(url, init)
    return new Response(null, { status: 401, headers: { 'WWW-Authenticate': challenge } })
  }
}
