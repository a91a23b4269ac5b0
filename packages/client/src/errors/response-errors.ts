import {
  type ApiVersion,
  type ErrorCode,
  type FieldViolation,
  findErrorAdvice,
  type Issue,
  type OperationId,
  operations,
} from '@export-buckets/core'
import { isIdempotent, parseRetryAfter } from '../http.ts'
import { redact, redactedSnippet } from '../secrets.ts'
import { type ErrorBody, formatHttpError, joinSentences, parseErrorBody } from './error-message.ts'

/** An HTTP error from Atlas or from a proxy. `message` ends with `advice`. */
export class AtlasApiError extends Error {
  override readonly name = 'AtlasApiError'
  /** Stable, for a `switch`. `errorCode` is the code of Atlas. */
  readonly code = 'ATLAS_API_ERROR'
  /** The operation. */
  readonly operationId: OperationId
  /** The HTTP status. */
  readonly status: number
  /**
   * The code of Atlas, such as `GROUP_NOT_FOUND`, from the body or from `X-Error-Code`. `undefined` when both lack it: for a
   * 401 with missing or invalid credentials, a 405, or an error of a proxy.
   */
  readonly errorCode: ErrorCode | undefined
  /** Atlas's description of the error. */
  readonly detail: string | undefined
  /** The HTTP reason phrase in the body. */
  readonly reason: string | undefined
  /** The values in `detail`, strings or numbers. Empty when the body has none. */
  readonly parameters: readonly unknown[]
  /** The invalid fields of a 400. */
  readonly badRequestDetail: { readonly fields?: readonly FieldViolation[] } | undefined
  /** How to fix the error, for the codes of the error catalogue. */
  readonly advice: string | undefined
  /** `Retry-After`, in seconds. */
  readonly retryAfter: number | undefined
  /** `X-Request-Id`, when Atlas or a proxy sets it. */
  readonly requestId: string | undefined

  /**
   * @param text - the body of the response
   * @param secrets - redacted in every field. Default: none
   */
  constructor(
    operationId: OperationId,
    { status, headers }: Response,
    text: string,
    secrets: readonly string[] = [],
  ) {
    const body = parseErrorBody(headers, text, secrets)
    const { errorCode } = body
    const advice = findAdvice(operationId, status, errorCode)
    const retryAfterSeconds = parseRetryAfter(headers)
    const description = describeApiError(body)
    super(
      formatHttpError(operationId, {
        status,
        code: errorCode,
        description,
        advice,
        retryAfter: retryAfterSeconds,
      }),
    )
    this.operationId = operationId
    this.status = status
    this.errorCode = errorCode
    this.detail = body.detail
    this.reason = body.reason
    this.parameters = body.parameters
    this.badRequestDetail = body.badRequestDetail
    this.advice = advice
    this.retryAfter = retryAfterSeconds
    this.requestId = redact(headers.get('X-Request-Id') ?? '', secrets) || undefined
  }
}

/** Returns the advice for an error. After a 5xx, a create may have succeeded: retrying it could create a duplicate. */
function findAdvice(
  operationId: OperationId,
  status: number,
  errorCode: string | undefined,
): string | undefined {
  const isOutcomeUnknown = status >= 500 && !isIdempotent(operations[operationId])
  if (isOutcomeUnknown) return 'The change may have been applied: check before you retry.'
  const advice = findErrorAdvice(status, errorCode)
  if (errorCode !== 'USER_UNAUTHORIZED') return advice
  return joinSentences(advice ?? '', `${operationId} requires ${operations[operationId].role}.`)
}

function describeApiError({ detail, reason, badRequestDetail, problem }: ErrorBody): string {
  const fields = (badRequestDetail?.fields ?? []).map(
    ({ field, description }) => `${field}: ${description}`,
  )
  const fieldList = fields.length === 0 ? '' : ` (${fields.join('; ')})`
  return redactedSnippet(`${detail || reason || problem || ''}${fieldList}`)
}

/** The details of a {@link TokenError}. */
export interface TokenErrorDetails {
  /** The path of the endpoint. */
  readonly path: string
  readonly status: number
  /** Describes the response when its body does not. */
  readonly problem?: string | undefined
  readonly error?: string | undefined
  readonly errorDescription?: string | undefined
  readonly advice?: string | undefined
  readonly retryAfter?: number | undefined
}

/** A token of the service account could not be fetched or revoked (RFC 6749, section 5.2). `message` ends with `advice`. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  /** Stable, for a `switch`. */
  readonly code = 'TOKEN_ERROR'
  /** The HTTP status. */
  readonly status: number
  /** The error code of the body: OAuth's, such as `invalid_client`, or Atlas's `errorCode`. */
  readonly error: string | undefined
  /** The description in the body: OAuth's `error_description` or Atlas's `detail`. */
  readonly errorDescription: string | undefined
  /** How to fix the error. */
  readonly advice: string | undefined
  /** `Retry-After`, in seconds. */
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

/** The details of an {@link UnexpectedResponseError}. */
export interface UnexpectedResponseDetails {
  /** Set for the methods of a resource. */
  readonly operationId?: OperationId
  /** The requested API date. Set for the methods of a resource. */
  readonly version?: ApiVersion
  /** The method and path of the request. Default: the operation and the date. */
  readonly endpoint?: string
  readonly issues: readonly Issue[]
  /** The body, whose beginning is added to the message. */
  readonly text?: string
  /** Redacted in every field. Default: none. */
  readonly secrets?: readonly string[]
}

/** Redacts an issue, which may repeat a value of the body. */
function redactIssue({ path, code, message }: Issue, secrets: readonly string[]): Issue {
  return {
    path: path.map((key) => (typeof key === 'string' ? redact(key, secrets) : key)),
    code,
    message: redact(message, secrets),
  }
}

/**
 * A success with an unexpected body. The body violates the schema, has another version, is not JSON (the login page of a
 * proxy, for example), or exceeds `maxResponseSize`.
 */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError'
  /** Stable, for a `switch`. */
  readonly code = 'UNEXPECTED_RESPONSE'
  /** The operation. `undefined` for a method of the bare client, and for a body that is too large. */
  readonly operationId: OperationId | undefined
  /** The API date of the request. It is `undefined` whenever `operationId` is. */
  readonly version: ApiVersion | undefined
  /** Every violation. */
  readonly issues: readonly Issue[]

  constructor({
    operationId,
    version,
    endpoint,
    text,
    secrets = [],
    ...rest
  }: UnexpectedResponseDetails) {
    const issues = rest.issues.map((issue) => redactIssue(issue, secrets))
    const violations = issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
    const body =
      text === undefined ? '' : ` (the body begins: ${redactedSnippet(redact(text, secrets))})`
    super(`${endpoint ?? `${operationId} at ${version}`}: ${violations}${body}`)
    this.operationId = operationId
    this.version = version
    this.issues = issues
  }
}
