import { redactedSnippet } from '../redacted-snippet.ts'
import { formatHttpError } from './http-message.ts'

/** What a {@link TokenError} describes. */
export interface TokenErrorDetails {
  /** The path that was asked. */
  readonly path: string
  readonly status: number
  /** What is wrong, where the body has no words for it. */
  readonly problem?: string | undefined
  readonly error?: string | undefined
  readonly errorDescription?: string | undefined
  readonly advice?: string | undefined
  readonly retryAfter?: number | undefined
}

/** The service account got no token, or could not revoke one (RFC 6749, section 5.2). `message` ends with `advice`. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  /** A stable code to decide on. */
  readonly code = 'TOKEN_ERROR'
  /** The HTTP status. */
  readonly status: number
  /** The error code of the body: OAuth's, such as `invalid_client`, or Atlas's `errorCode`. */
  readonly error: string | undefined
  /** The body's own words: OAuth's `error_description` or Atlas's `detail`. */
  readonly errorDescription: string | undefined
  /** What the caller can do about it. */
  readonly advice: string | undefined
  /** The seconds that `Retry-After` asked to wait. */
  readonly retryAfter: number | undefined

  constructor(details: TokenErrorDetails) {
    const { path, status, problem, error, errorDescription, advice, retryAfter } = details
    const description = redactedSnippet(problem ?? errorDescription ?? '')
    super(formatHttpError(path, { status, code: error, description, advice, retryAfter }))
    this.status = status
    this.error = error
    this.errorDescription = errorDescription
    this.advice = advice
    this.retryAfter = retryAfter
  }
}
