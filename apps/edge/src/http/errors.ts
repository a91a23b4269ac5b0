import type { ApiError, ErrorDetails, ErrorName, Violation } from '@export-buckets/core'

/** Thrown to end a request with an error of the catalogue. */
export class AtlasError extends Error {
  override readonly name = 'AtlasError'
  readonly errorName: ErrorName
  readonly details: ErrorDetails
  /** The underlying error. Only the log shows it. */
  declare readonly cause?: Error
  /** Headers of the response, in addition to those of every error. */
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

/** Returns the error for an invalid query or body. */
export function violationError({ name, ...details }: Violation): AtlasError {
  return new AtlasError(name, details)
}

/** Thrown to end a request to a token endpoint with an error of RFC 6749 §5.2. */
export class TokenEndpointError extends Error {
  override readonly name = 'TokenEndpointError'
  readonly status: 400 | 401 | 500
  readonly code:
    | 'invalid_client'
    | 'invalid_request'
    | 'server_error'
    | 'unauthorized_client'
    | 'unsupported_grant_type'
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: TokenEndpointError['status'],
    code: TokenEndpointError['code'],
    description: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(description)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** An error of Atlas about the caller's request. The gateway passes it on unchanged. */
export class UpstreamApiError extends Error {
  override readonly name = 'UpstreamApiError'
  readonly status: number
  /** Absent when Atlas sent an empty body. */
  readonly body: ApiError | undefined
  /** The code in the body, or in the header of a response without a body. Recorded: some errors have no code. */
  readonly errorCode: string | undefined

  constructor(status: number, body: ApiError | undefined, errorCode: string | undefined) {
    super(`${status} ${errorCode ?? 'without a code'}`)
    this.status = status
    this.body = body
    this.errorCode = errorCode
  }
}

/** Thrown while Atlas is unreachable or failing. A cached bucket may be served instead. */
export class UpstreamUnavailableError extends AtlasError {
  /** The error of Atlas to respond with instead of the one of the catalogue. */
  upstreamError?: UpstreamApiError
}
