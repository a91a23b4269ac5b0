import { createDigestFetch } from '@export-buckets/digest/client'
import { hold } from '../transport/replay.ts'
import { credential } from './credential.ts'
import type { AuthStrategy } from './strategy.ts'

/** An API key's two halves. */
export interface ApiKeyCredentials {
  /** Eight letters; the user name. */
  readonly publicKey: string
  /** A UUID; the password. */
  readonly privateKey: string
}

/**
 * Authenticates with an API key: HTTP Digest (RFC 7616). The first call costs two round trips, those after it one, until
 * Atlas wants a fresh nonce.
 *
 * @throws TypeError when a key is no string or is empty; the value is not named
 */
export function apiKey({ publicKey, privateKey }: ApiKeyCredentials): AuthStrategy {
  const username = credential('publicKey', publicKey)
  const password = credential('privateKey', privateKey)
  return {
    wrap: (next) =>
      createDigestFetch({
        username,
        password,
        fetch: (input, init) => {
          // No copy of a Request: nothing would keep the original alive, nor its signal.
          const request = input instanceof Request && !init ? input : new Request(input, init)
          return hold(request, next(request))
        },
      }),
  }
}
