import { createDigestSender, Md5DigestSession } from '@export-buckets/digest/client'
import { type AuthStrategy, validateCredential } from './strategy.ts'

/** An API key. */
export interface ApiKeyCredentials {
  /** Eight letters; the user name. */
  readonly publicKey: string
  /** A UUID; the password. */
  readonly privateKey: string
}

/**
 * Authenticates with an API key: HTTP Digest (RFC 7616) with MD5, the algorithm that Atlas requires. The first call takes
 * two round trips. Later calls take one, until Atlas requires a new nonce.
 *
 * @throws TypeError when a key is not a string, is empty, or begins or ends with white space; the value is not shown
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
        // Removes a question mark without a query: runtimes disagree whether to send it.
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
