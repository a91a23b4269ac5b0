import {
  ApiError,
  adviceFor,
  errorCodeHeader,
  type FieldViolation,
  type OperationId,
  operations,
} from '@export-buckets/core'
import { excerpt } from '../excerpt.ts'
import { parseJson } from '../json.ts'
import { retryAfter } from '../retry-after.ts'
import { isIdempotent } from '../transport/retry.ts'
import { foreign, httpMessage } from './http-message.ts'

/** Atlas, or something before it, answered an operation with an HTTP error. */
export class AtlasApiError extends Error {
  override readonly name = 'AtlasApiError'
  /** A stable code to decide on; `errorCode` says which error of Atlas it is. */
  readonly code = 'ATLAS_API_ERROR'
  /** The operation. */
  readonly operationId: OperationId
  /** The HTTP status. */
  readonly status: number
  /** Atlas's own code, such as `GROUP_NOT_FOUND`; `undefined` where the body is not Atlas's and no header tells it. */
  readonly errorCode: string | undefined
  /** What went wrong, in Atlas's words. */
  readonly detail: string | undefined
  /** The HTTP reason phrase, as the body has it. */
  readonly reason: string | undefined
  /** The values that `detail` speaks of. */
  readonly parameters: readonly unknown[]
  /** The fields that break a rule, on a 400. */
  readonly badRequestDetail: { readonly fields?: readonly FieldViolation[] } | undefined
  /** What the caller can do about it, as far as the error catalogue knows. */
  readonly advice: string | undefined
  /** The seconds that `Retry-After` asked to wait. */
  readonly retryAfter: number | undefined
  /** `X-Request-Id`, where Atlas or a proxy sets it. */
  readonly requestId: string | undefined

  constructor(operationId: OperationId, { status, headers }: Response, text: string) {
    const body = parseJson(text)
    const known = ApiError.is(body) ? body : undefined
    const errorCode = known?.errorCode ?? headers.get(errorCodeHeader) ?? undefined
    const advice = adviceOn(operationId, status, errorCode)
    const seconds = retryAfter(headers)
    const said = known ? wordsOf(known) : foreign(headers, text)
    super(httpMessage(operationId, { status, code: errorCode, said, advice, retryAfter: seconds }))
    this.operationId = operationId
    this.status = status
    this.errorCode = errorCode
    this.detail = known?.detail ?? undefined
    this.reason = known?.reason ?? undefined
    this.parameters = known?.parameters ?? []
    this.badRequestDetail = known?.badRequestDetail ?? undefined
    this.advice = advice
    this.retryAfter = seconds
    this.requestId = headers.get('X-Request-Id') ?? undefined
  }
}

/** Whoever fails with a 5xx, or is before Atlas, may have let the request through: to repeat a creation would make another. */
function adviceOn(
  operationId: OperationId,
  status: number,
  errorCode: string | undefined,
): string | undefined {
  const isOpen = status >= 500 && !isIdempotent(operations[operationId])
  if (isOpen) return 'The change may have been made all the same: look before you repeat it.'
  return errorCode === undefined ? undefined : adviceFor(status, errorCode)
}

function wordsOf({ detail, reason, badRequestDetail }: ApiError): string {
  const fields = (badRequestDetail?.fields ?? []).map(
    (each) => `${each.field}: ${each.description}`,
  )
  const list = fields.length === 0 ? '' : ` (${fields.join('; ')})`
  return excerpt(`${detail ?? reason ?? ''}${list}`)
}
