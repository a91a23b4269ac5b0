import { ValidationError } from '@export-buckets/core'
import { AtlasApiError } from './atlas-api-error.ts'
import { NetworkError } from './network-error.ts'
import { OriginError } from './origin-error.ts'
import { RedirectError } from './redirect-error.ts'
import { TimeoutError } from './timeout-error.ts'
import { TokenError } from './token-error.ts'
import { UnexpectedResponseError } from './unexpected-response-error.ts'

/** Every error that a call can reject with, besides the reason of the caller's own signal. A `switch` on `code` narrows. */
export type ClientError =
  | AtlasApiError
  | NetworkError
  | OriginError
  | RedirectError
  | TimeoutError
  | TokenError
  | UnexpectedResponseError
  | ValidationError

const errorClasses: readonly (abstract new (...args: never) => ClientError)[] = [
  AtlasApiError,
  NetworkError,
  OriginError,
  RedirectError,
  TimeoutError,
  TokenError,
  UnexpectedResponseError,
  ValidationError,
]

/** The `code` of a {@link ClientError}. */
export type ClientErrorCode = ClientError['code']

/**
 * Whether something that was caught is an error of this client, so that a `switch` on its `code` narrows it.
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
