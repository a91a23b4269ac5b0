import type { ApiVersion, Issue, OperationId } from '@export-buckets/core'
import { redact } from '../redact.ts'
import { redactedSnippet } from '../redacted-snippet.ts'

/** What an {@link UnexpectedResponseError} describes. */
export interface UnexpectedResponseDetails {
  /** The operation, where a method of a resource was called. */
  readonly operationId?: OperationId
  /** The date that was asked for, where a method of a resource was called. */
  readonly version?: ApiVersion
  /** What was called. Default: the operation and the date. */
  readonly endpoint?: string
  readonly issues: readonly Issue[]
  /** The body, where its beginning helps to see what it is. */
  readonly text?: string
  /** What nothing here may repeat, though the server does. Default: none. */
  readonly secrets?: readonly string[]
}

/** Returns an issue with each text in it redacted: it may repeat a value of the body. */
function redactIssue({ path, code, message }: Issue, secrets: readonly string[]): Issue {
  return {
    path: path.map((key) => (typeof key === 'string' ? redact(key, secrets) : key)),
    code,
    message: redact(message, secrets),
  }
}

/**
 * A success whose body is not what was asked for: another shape or version than that of the operation, no JSON at all, for
 * example the login page of a proxy, or more than `maxResponseSize` bytes.
 */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError'
  /** A stable code to decide on. */
  readonly code = 'UNEXPECTED_RESPONSE'
  /** The operation; `undefined` for a method of the bare client, and where the body is too large. */
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
