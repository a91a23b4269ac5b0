import { createDigestSender, Md5DigestSession } from '@export-buckets/digest/client'
import type { AuthStrategy } from './strategy.ts'
import { validateCredential } from './validate-credential.ts'

/** An API key's two halves. */
export interface ApiKeyCredentials {
  /** Eight letters; the user name. */
  readonly publicKey: string
  /** A UUID; the password. */
  readonly privateKey: string
}

/**
 * Authenticates with an API key: HTTP Digest (RFC 7616) with MD5, which is what Atlas asks for. The first call costs two
 * round trips, those after it one, until Atlas wants a fresh nonce.
 *
 * @throws TypeError when a key is no string, is empty, or begins or ends with white space; the value is not named
 */
export function apiKey({ publicKey, privateKey }: ApiKeyCredentials): AuthStrategy {
  const username = validateCredential('publicKey', publicKey)
  const password = validateCredential('privateKey', privateKey)
  return {
    wrap(next) {
      const sendDigest = createDigestSender(new Md5DigestSession({ username, password }))
      return (request) => {
        const { method, headers, signal } = request
        const { origin, pathname, search } = new URL(request.url)
        // Without a question mark that no query follows: some runtimes would send it and some not.
        const requestWithoutEmptyQuery = { ...request, url: origin + pathname + search }
        return sendDigest({
          method,
          uri: pathname + search,
          signal,
          send: (authorization) =>
            next(
              authorization
                ? { ...requestWithoutEmptyQuery, headers: { ...headers, authorization } }
                : requestWithoutEmptyQuery,
            ),
        })
      }
    },
  }
}
