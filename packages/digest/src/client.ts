/**
 * The client half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
export type { DigestTarget } from './algorithm.ts'
export { type BodyReader, bodyReader } from './body-reader.ts'
export {
  type AnyFetch,
  createDigestFetch,
  type DigestFetchOptions,
  type Fetch,
} from './digest-fetch.ts'
export { DigestSession, Md5DigestSession } from './digest-session.ts'
export { type DigestCall, type DigestExchange, digestExchange } from './exchange.ts'
export type { DigestCredentials, HeaderReader, Session } from './session.ts'
