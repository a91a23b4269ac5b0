import type { ApiVersion, Issue, OperationId } from '@export-buckets/core'
import { excerpt } from '../excerpt.ts'

/** What an {@link UnexpectedResponseError} describes. */
export interface UnexpectedResponse {
  /** The operation, where a method of a resource was called. */
  readonly operationId?: OperationId
  /** The date that was asked for, where a method of a resource was called. */
  readonly version?: ApiVersion
  /** What was called. Default: the operation and the date. */
  readonly where?: string
  readonly issues: readonly Issue[]
  /** The body, where its beginning helps to see what it is. */
  readonly text?: string
}

/**
 * A success whose body is not what was asked for: another shape or version than that of the operation, or no JSON at all,
 * for example the login page of a proxy.
 */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError'
  /** A stable code to decide on. */
  readonly code = 'UNEXPECTED_RESPONSE'
  /** The operation; `undefined` for a method of the bare client. */
  readonly operationId: OperationId | undefined
  /** The date that was asked for; `undefined` for a method of the bare client. */
  readonly version: ApiVersion | undefined
  /** Every violation. */
  readonly issues: readonly Issue[]

  constructor({ operationId, version, where, issues, text }: UnexpectedResponse) {
    const violations = issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
    const body = text === undefined ? '' : ` (the body begins: ${excerpt(text)})`
    super(`${where ?? `${operationId} at ${version}`}: ${violations}${body}`)
    this.operationId = operationId
    this.version = version
    this.issues = issues
  }
}
