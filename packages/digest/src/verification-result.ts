import type { DigestHash, DigestTarget } from './algorithms.ts'

/** A request to verify. */
export interface DigestRequest extends DigestTarget {
  /** The value of `Authorization`. */
  readonly authorization: string | null | undefined
  /**
   * The authority of the request, `host` or `host:port`: the value of `Host`, or the public authority when a proxy rewrites
   * `Host`. Clients behind an HTTP proxy sign an absolute URI (RFC 7616 §3.4.6), which is valid for this authority only.
   * Without `authority`, an absolute URI is a `uri-mismatch` unless `uri` is absolute too.
   */
  readonly authority?: string | undefined
}

/**
 * Returns the HA1 of a user for a hash, as {@link ha1} creates it. Returns `undefined` or null for an unknown user.
 */
export type HA1Lookup = (
  username: string,
  hash: DigestHash,
) => PromiseLike<string | null | undefined> | string | null | undefined

/**
 * The reason for a rejection. Log it, but do not send it to the client. It contains no input of the client.
 *
 * - `missing`: no `Authorization`, or one of another scheme.
 * - `malformed`: invalid syntax (RFC 7616 §3.4), a duplicate parameter, or more than 8 KiB.
 * - `unsupported`: an algorithm that is not accepted, a `qop` other than `auth`, or `userhash`.
 * - `unknown-realm`: signed for another realm.
 * - `uri-mismatch`: signed for another resource than that of the request.
 * - `foreign-nonce`: a nonce that was not issued with this secret.
 * - `unknown-user`: no user with this name.
 * - `wrong-response`: the digest of another password.
 * - `expired-nonce`: valid, except that the nonce is too old, is from before this verifier started, or is no longer tracked.
 * - `future-nonce`: valid, except that the nonce was issued more than a minute in the future. The clock of a node is wrong.
 * - `replayed`: valid, except that the nonce count was used before.
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

/** The result of a verification. */
export type DigestVerificationResult =
  | {
      readonly ok: true
      readonly username: string
      /** The `Authentication-Info` value for the response: a `nextnonce` in the last third of the nonce's lifetime. */
      readonly authenticationInfo: string | undefined
    }
  | {
      readonly ok: false
      /** For logs. The client gets only the challenge. */
      readonly reason: DigestRejectionReason
      /** Pass it to `challenge()`. True when the request would be valid with a new nonce (RFC 7616 §3.3). */
      readonly stale: boolean
    }
