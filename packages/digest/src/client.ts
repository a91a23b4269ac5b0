/**
 * The client half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
export type { DigestTarget } from './algorithm.ts'
export { type BodyReader, createBodyReader } from './body-reader.ts'
export {
  createDigestFetch,
  type DigestFetchOptions,
  type Fetch,
  type FetchLike,
} from './digest-fetch.ts'
export { createDigestSender, type DigestClientRequest, type DigestSender } from './digest-sender.ts'
export { DigestSession, Md5DigestSession } from './digest-session.ts'
export type { BaseDigestSession, DigestCredentials, HeaderReader } from './session.ts'
