import { algorithms } from './algorithms.ts'
import { md5Algorithms } from './md5-algorithms.ts'
import { BaseDigestSession, type DigestCredentials } from './session.ts'

/**
 * The client's side of one protection space (RFC 7616 §3.4): it keeps the challenge that stands and
 * answers it for request after request. Requests may be concurrent: each takes a nonce count of its own.
 *
 * It speaks MD5, MD5-sess, SHA-256 and SHA-256-sess with `qop=auth`. It does not speak `auth-int`,
 * `userhash` or `rspauth`, nor answer a challenge without `qop` (RFC 2069) or one whose realm, nonce
 * or opaque leaves printable ASCII; such a challenge is as good as none.
 *
 * The password stays in a private field that neither `console.log` nor `JSON.stringify` shows.
 */
export class DigestSession extends BaseDigestSession {
  /** @throws TypeError when the user name is empty, or either text is no well-formed string. */
  constructor(credentials: DigestCredentials) {
    super(credentials, algorithms)
  }
}

/** A {@link DigestSession} of MD5 and MD5-sess alone, which is all that Atlas asks for; a bundle then has no SHA-256. */
export class Md5DigestSession extends BaseDigestSession {
  /** @throws TypeError when the user name is empty, or either text is no well-formed string. */
  constructor(credentials: DigestCredentials) {
    super(credentials, md5Algorithms)
  }
}
