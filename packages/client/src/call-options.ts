import type { ApiVersion } from '@export-buckets/core'

/** What every call may bring along. */
export interface CallOptions<V extends ApiVersion = ApiVersion> {
  /** The date to ask for; the answer has the newest resource version not later. Default: the client's `version`. */
  readonly version?: V | undefined
  /** Ends the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** For this call alone, in milliseconds. Default: the client's `timeout`. */
  readonly timeout?: number | undefined
}
