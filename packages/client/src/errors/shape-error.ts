import type { ApiVersion, Issue, OperationId } from '@export-buckets/core'
import { excerpt } from '../excerpt.ts'

/** What a {@link ShapeError} says. */
export interface Misshapen {
  readonly operationId: OperationId
  readonly version: ApiVersion
  readonly issues: readonly Issue[]
  /** The text that came, where its beginning helps to see what it is. */
  readonly text?: string
}

/** A success whose answer is not what the operation answers in the version that was asked for. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
  /** A stable code to decide on. */
  readonly code = 'UNEXPECTED_SHAPE'
  /** The operation. */
  readonly operationId: OperationId
  /** The date that was asked for. */
  readonly version: ApiVersion
  /** Every violation. */
  readonly issues: readonly Issue[]

  constructor({ operationId, version, issues, text }: Misshapen) {
    const violations = issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
    const body = text === undefined ? '' : ` (the body begins: ${excerpt(text)})`
    super(`${operationId} at ${version}: ${violations}${body}`)
    this.operationId = operationId
    this.version = version
    this.issues = issues
  }
}
