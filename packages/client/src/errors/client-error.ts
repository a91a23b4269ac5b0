import { ValidationError } from '@export-buckets/core'
import { NetworkError, OriginError, RedirectError, TimeoutError } from './connection-errors.ts'
import { ExportJobError, SnapshotError } from './export-workflow-errors.ts'
import { AtlasApiError, TokenError, UnexpectedResponseError } from './response-errors.ts'

/** Every error that a call rejects with, except the reason of the caller's own signal. A `switch` on `code` narrows it. */
export type ClientError =
  | AtlasApiError
  | ExportJobError
  | NetworkError
  | OriginError
  | RedirectError
  | SnapshotError
  | TimeoutError
  | TokenError
  | UnexpectedResponseError
  | ValidationError

const errorClasses: readonly (abstract new (...args: never) => ClientError)[] = [
  AtlasApiError,
  ExportJobError,
  NetworkError,
  OriginError,
  RedirectError,
  SnapshotError,
  TimeoutError,
  TokenError,
  UnexpectedResponseError,
  ValidationError,
]

/** The `code` of a {@link ClientError}. */
export type ClientErrorCode = ClientError['code']

/**
 * Returns whether a caught value is an error of this client, so that a `switch` on its `code` narrows it.
 *
 * @example
 * ```ts
 * try {
 *   await atlas.exportBuckets.get({ groupId, exportBucketId })
 * } catch (error) {
 *   if (isClientError(error) && error.code === 'ATLAS_API_ERROR') console.error(error.errorCode)
 *   else throw error
 * }
 * ```
 */
export function isClientError(error: unknown): error is ClientError {
  return errorClasses.some((errorClass) => error instanceof errorClass)
}
