import { type AuthStrategy, apiKey, type FetchLike, serviceAccount } from '@export-buckets/client'
import { tokenPath } from '@export-buckets/core'
import { MatchersV3 } from '@pact-foundation/pact'
import { type Auth, revokedToken, validPublicKey, validToken } from '../matrix/cell.ts'

/** The recorded challenge, which a Digest interaction signs. */
export const exampleDigestChallenge: string =
  'Digest realm="MMS Public API", domain="", nonce="SlgYP7Tv3FS/BuCj/x4WQRIV1bNKdpJg", algorithm=MD5, qop="auth", stale=false'

const createAccountStrategy = () =>
  serviceAccount({ clientId: 'mdb_sa_id_consumer', clientSecret: 'consumer' })
const createKeyStrategy = (publicKey: string) => apiKey({ publicKey, privateKey: 'consumer' })
const noCredentials: AuthStrategy = { wrap: (next) => next }

/** The strategy of the client for each kind of authentication. */
export const strategyFactories: Readonly<Record<Auth, () => AuthStrategy>> = {
  Bearer: createAccountStrategy,
  'a bad Bearer token': createAccountStrategy,
  Digest: () => createKeyStrategy(validPublicKey),
  'a bad Digest': () => createKeyStrategy('bad'),
  'no credentials': () => noCredentials,
}

const digestAuthorization = (publicKey: string) =>
  MatchersV3.regex(
    `^Digest username="${publicKey}", realm="[^"]+", nonce="[^"]+", uri="[^"]+", response="[0-9a-f]{32}", .*$`,
    `Digest username="${publicKey}", realm="MMS Public API", nonce="n", uri="/", response="${'0'.repeat(32)}", qop=auth`,
  )

/** The pinned part of `Authorization`: its scheme and the identity. */
export const authorizationMatchers: Readonly<
  Record<Auth, ReturnType<typeof MatchersV3.regex> | undefined>
> = {
  Bearer: MatchersV3.regex('^Bearer .+$', `Bearer ${validToken}`),
  'a bad Bearer token': MatchersV3.regex('^Bearer .+$', `Bearer ${revokedToken}`),
  Digest: digestAuthorization(validPublicKey),
  'a bad Digest': digestAuthorization('bad'),
  'no credentials': undefined,
}

/**
 * Returns a `fetch` that sends the pinned request to the mock provider and handles what precedes it: the token
 * request and the Digest challenge. No interaction pins the token endpoints. The interactions with a 401 pin the
 * challenge.
 */
export function interceptHandshake(auth: Auth): FetchLike {
  const token = auth === 'Bearer' ? validToken : revokedToken
  return async (url, init) => {
    if (new URL(url).pathname === tokenPath) {
      return Response.json({ access_token: token, expires_in: 3600, token_type: 'Bearer' })
    }
    const isUnsigned = auth.endsWith('Digest') && !new Headers(init.headers).has('Authorization')
    if (!isUnsigned) return fetch(url, init)
    return new Response(null, {
      status: 401,
      headers: { 'WWW-Authenticate': exampleDigestChallenge },
    })
  }
}
