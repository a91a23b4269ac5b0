import {
  ApiError,
  adviceFor,
  errorCodeHeader,
  type FieldViolation,
  type OperationId,
} from '@export-buckets/core'
import { excerpt } from '../excerpt.ts'
import { parseJson } from '../json.ts'
import { retryAfter } from '../retry-after.ts'

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
    const advice = errorCode === undefined ? undefined : adviceFor(status, errorCode)
    const seconds = retryAfter(headers)
    const said = known ? wordsOf(known) : foreign(headers, text)
    const wait = seconds === undefined ? undefined : `Retry-After: ${seconds} s.`
    const parts = [[status, errorCode].filter(Boolean).join(' '), inSentences([said, advice, wait])]
    super(`${operationId}: ${parts.filter(Boolean).join(': ')}`)
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

/** Joins texts to sentences: what a server says need not end in a full stop. */
function inSentences(texts: readonly (string | undefined)[]): string {
  const said = texts.flatMap((text) => text || [])
  const isOpen = (text: string, at: number) => at + 1 < said.length && !/[.!?…]$/.test(text)
  return said.map((text, at) => (isOpen(text, at) ? `${text}.` : text)).join(' ')
}

function wordsOf({ detail, reason, badRequestDetail }: ApiError): string {
  const fields = (badRequestDetail?.fields ?? []).map(
    (each) => `${each.field}: ${each.description}`,
  )
  const list = fields.length === 0 ? '' : ` (${fields.join('; ')})`
  return excerpt(`${detail ?? reason ?? ''}${list}`)
}

function foreign(headers: Headers, text: string): string {
  const type = headers.get('Content-Type') ?? 'no Content-Type'
  return excerpt(`the body is not one of Atlas's errors (${type}): ${text || 'empty'}`)
}
