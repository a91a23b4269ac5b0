import { createDigestVerifier, ha1 } from '@export-buckets/digest/server'
import { type FakeHandler, respondWithError } from './fake-atlas.ts'

export const publicKey = 'abcdefgh'
export const privateKey = '4297fc77-1592-4de8-a6d5-a8c32401df87'
const realm = 'MMS Public API'

/** Requires a valid Digest of the key, and accepts each nonce count once, as Atlas does. */
export function requireDigest(handler: FakeHandler): FakeHandler {
  const verifier = createDigestVerifier({ realm, secret: new Uint8Array(32).fill(7) })
  const lookup = () => ha1({ username: publicKey, realm, password: privateKey })
  return async (c, nth) => {
    const { pathname, search } = new URL(c.req.url)
    const authorization = c.req.header('Authorization')
    const request = { method: c.req.method, uri: pathname + search, authorization }
    const result = await verifier.verify(request, lookup)
    if (result.ok) return handler(c, nth)
    const [challenge = ''] = verifier.challenge({ stale: result.stale })
    return respondWithError('UNAUTHORIZED', { 'WWW-Authenticate': challenge })(c, nth)
  }
}
