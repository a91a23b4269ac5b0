/**
 * The client half of HTTP Digest access authentication (RFC 7616).
 *
 * @module
 */
export type { DigestTarget } from './algorithms.ts'
export { createDigestFetch, type DigestFetchOptions, type Fetch } from './digest-fetch.ts'
export { type DigestCredentials, DigestSession, type HeaderReader } from './session.ts'
