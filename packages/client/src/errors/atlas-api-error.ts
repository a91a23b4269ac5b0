import {
  type ErrorCode,
  type FieldViolation,
  findErrorAdvice,
  type OperationId,
  operations,
} from '@export-buckets/core'
import { redact } from '../redact.ts'
import { redactedSnippet } from '../redacted-snippet.ts'
import { parseRetryAfter } from '../retry-after.ts'
import { isIdempotent } from '../transport/retry.ts'
import { type ErrorBody, parseErrorBody } from './error-body.ts'
import { formatHttpError } from './http-message.ts'

/** Atlas, or something before it, answered an operation with an HTTP error. `message` ends with `advice`. */
export class AtlasApiError extends Error {
  override readonly name = 'AtlasApiError'
  /** A stable code to decide on; `errorCode` says which error of Atlas it is. */
  readonly code = 'ATLAS_API_ERROR'
  /** The operation. */
  readonly operationId: OperationId
  /** The HTTP status. */
  readonly status: number
  /**
   * Atlas's own code, such as `GROUP_NOT_FOUND`, from the body or from `X-Error-Code`. `undefined` where neither has one:
   * a 401 for missing or invalid credentials, a 405, or an error of a proxy.
   */
  readonly errorCode: ErrorCode | undefined
  /** What went wrong, in Atlas's words. */
  readonly detail: string | undefined
  /** The HTTP reason phrase, as the body has it. */
  readonly reason: string | undefined
  /** The values in `detail`, strings or numbers. Empty where the body has none. */
  readonly parameters: readonly unknown[]
  /** The fields that break a rule, on a 400. */
  readonly badRequestDetail: { readonly fields?: readonly FieldViolation[] } | undefined
  /** What the caller can do about it, as far as the error catalogue knows. */
  readonly advice: string | undefined
  /** The seconds that `Retry-After` asked to wait. */
  readonly retryAfter: number | undefined
  /** `X-Request-Id`, where Atlas or a proxy sets it. */
  readonly requestId: string | undefined

  /**
   * @param text - the body of the response
   * @param secrets - what nothing here may repeat, though the server does. Default: none
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

/** Whoever fails with a 5xx, or is before Atlas, may have let the request through: to repeat a creation would make another. */
function findAdvice(
  operationId: OperationId,
  status: number,
  errorCode: string | undefined,
): string | undefined {
  const isOutcomeUnknown = status >= 500 && !isIdempotent(operations[operationId])
  if (isOutcomeUnknown)
    return 'The change may have been made all the same: look before you repeat it.'
  return findErrorAdvice(status, errorCode)
}

function describeApiError({ detail, reason, badRequestDetail, problem }: ErrorBody): string {
  const fields = (badRequestDetail?.fields ?? []).map(
    ({ field, description }) => `${field}: ${description}`,
  )
  const fieldList = fields.length === 0 ? '' : ` (${fields.join('; ')})`
  return redactedSnippet(`${detail || reason || problem || ''}${fieldList}`)
}
