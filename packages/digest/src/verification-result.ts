import type { DigestHash, DigestTarget } from './algorithms.ts'

/** A request to be verified. */
export interface DigestRequest extends DigestTarget {
  /** The `Authorization` value, if the request has one. */
  readonly authorization: string | null | undefined
  /**
   * The authority that the request was sent to, `host` or `host:port`: the value of `Host`, or that of the origin which
   * callers use, where a proxy rewrites `Host`. Clients behind an HTTP proxy sign an absolute URI (RFC 7616 §3.4.6), which
   * is good for this authority alone. Default: none, so that such a URI is a `uri-mismatch` unless `uri` is one, too.
   */
  readonly authority?: string | undefined
}

/**
 * Finds the HA1 of a user: `H(username:realm:password)` under the hash asked for, in lower-case
 * hexadecimal, as {@link ha1} makes it. Answers undefined or null for a user it does not know.
 */
export type HA1Lookup = (
  username: string,
  hash: DigestHash,
) => PromiseLike<string | null | undefined> | string | null | undefined

/**
 * Why a request was refused; for logs and metrics, not for the client. No value holds anything that the client sent.
 *
 * - `missing`: no `Authorization`, or one of another scheme.
 * - `malformed`: not the syntax of RFC 7616 §3.4, a parameter twice, or more than 8 KiB.
 * - `unsupported`: an algorithm that is not offered, a `qop` other than `auth`, or `userhash`.
 * - `unknown-realm`, `uri-mismatch`: made for another realm, or another resource than the request's.
 * - `foreign-nonce`: a nonce that was not issued under this secret.
 * - `unknown-user`, `wrong-response`: no such user, or not the user's password.
 * - `expired-nonce`: all is right but the nonce, which is too old, was issued before this verifier started, or is too old
 *   to be followed.
 * - `future-nonce`: all is right but the nonce, issued more than a minute after now: a node's clock is wrong.
 * - `replayed`: all is right, but this nonce count was spent before.
 */
export type DigestRejectionReason =
  | 'missing'
  | 'malformed'
  | 'unsupported'
  | 'unknown-realm'
  | 'uri-mismatch'
  | 'foreign-nonce'
  | 'future-nonce'
  | 'unknown-user'
  | 'wrong-response'
  | 'expired-nonce'
  | 'replayed'

/** What became of a request. */
export type DigestVerificationResult =
  | {
      readonly ok: true
      readonly username: string
      /** The `Authentication-Info` value to answer with: a `nextnonce` in the last third of the nonce's lifetime, undefined before. */
      readonly authenticationInfo: string | undefined
    }
  | {
      readonly ok: false
      /** For logs: the client is told nothing but the challenge. */
      readonly reason: DigestRejectionReason
      /** What to give to `challenge()`: true when a new nonce alone would have done (RFC 7616 §3.3). */
      readonly stale: boolean
    }
