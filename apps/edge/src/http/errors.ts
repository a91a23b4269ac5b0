import type { ErrorDetails, ErrorName, Violation } from '@export-buckets/core'

/** Thrown where a request ends with an error of the catalogue; the app answers with that. */
export class AtlasError extends Error {
  override readonly name = 'AtlasError'
  readonly errorName: ErrorName
  readonly details: ErrorDetails
  /** What happened, for the log alone. */
  declare readonly cause?: Error
  /** Headers that the answer has besides those of every error. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    errorName: ErrorName,
    details: ErrorDetails = {},
    headers: Readonly<Record<string, string>> = {},
    cause?: Error,
  ) {
    super(errorName, { cause })
    this.errorName = errorName
    this.details = details
    this.headers = headers
  }
}

/** Returns the error for a query or a body that breaks rules. */
export function violationError({ name, ...details }: Violation): AtlasError {
  return new AtlasError(name, details)
}

/** Thrown where a request to a token endpoint ends with an error of RFC 6749, section 5.2. */
export class TokenEndpointError extends Error {
  override readonly name = 'TokenEndpointError'
  readonly status: 400 | 401 | 500
  readonly code:
    | 'invalid_client'
    | 'invalid_request'
    | 'server_error'
    | 'unauthorized_client'
    | 'unsupported_grant_type'

  constructor(
    status: TokenEndpointError['status'],
    code: TokenEndpointError['code'],
    description: string,
  ) {
    super(description)
    this.status = status
    this.code = code
  }
}
