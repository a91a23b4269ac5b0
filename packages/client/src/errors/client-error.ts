import type { ValidationError } from '@export-buckets/core'
import type { AtlasApiError } from './atlas-api-error.ts'
import type { NetworkError } from './network-error.ts'
import type { OriginError } from './origin-error.ts'
import type { RedirectError } from './redirect-error.ts'
import type { ShapeError } from './shape-error.ts'
import type { TimeoutError } from './timeout-error.ts'
import type { TokenError } from './token-error.ts'

/** Every error that a call can reject with, besides the reason of the caller's own signal. A `switch` on `code` narrows. */
export type ClientError =
  | AtlasApiError
  | NetworkError
  | OriginError
  | RedirectError
  | ShapeError
  | TimeoutError
  | TokenError
  | ValidationError

/** The `code` of a {@link ClientError}. */
export type ClientErrorCode = ClientError['code']
