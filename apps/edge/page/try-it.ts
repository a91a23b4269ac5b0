import { revokePath, tokenPath } from '@export-buckets/core'
import { createDigestFetch, type Fetch } from '@export-buckets/digest/client'
import { parseBasicCredentials } from '../src/auth/basic-auth.ts'

const basicAuthPaths: readonly string[] = [tokenPath, revokePath]

/**
 * Sends a request of the page. An API key, which Scalar sends as Basic, goes out as the Digest that the API asks for.
 * Credentials are left to the page: the browser would otherwise meet the challenge with a prompt of its own.
 */
export const tryItFetch: Fetch = async (input, init) => {
  const request = new Request(input, { ...init, credentials: 'omit' })
  const [key] = parseBasicCredentials(request.headers.get('Authorization') ?? undefined)
  const { pathname } = new URL(request.url)
  // The app may be mounted under a prefix.
  if (key === undefined || basicAuthPaths.some((path) => pathname.endsWith(path)))
    return fetch(request)
  request.headers.delete('Authorization')
  const digestFetch = createDigestFetch({ username: key.clientId, password: key.clientSecret })
  return digestFetch(request)
}
