import { revokePath, tokenPath } from '@export-buckets/core'
import { createDigestFetch, type Fetch } from '@export-buckets/digest/client'
import { parseBasicCredentials } from '../src/auth/basic-auth.ts'

const basicAuthPaths: readonly string[] = [tokenPath, revokePath]

/**
 * Sends a request of the page. Converts an API key, which Scalar sends as Basic, to Digest. Omits the browser's credentials,
 * because the browser would otherwise respond to the challenge with its own prompt.
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
