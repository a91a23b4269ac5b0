/**
 * The client half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
export { abortable } from './abortable.ts'
export type { DigestTarget } from './algorithms.ts'
export { type BodyReader, createBodyReader } from './body-reader.ts'
export {
  createDigestFetch,
  type DigestFetchOptions,
  type Fetch,
  type FetchLike,
} from './digest-fetch.ts'
export { createDigestSender, type DigestClientRequest, type DigestSender } from './digest-sender.ts'
export {
  type BaseDigestSession,
  type DigestCredentials,
  DigestSession,
  type HeaderReader,
  Md5DigestSession,
} from './session.ts'
