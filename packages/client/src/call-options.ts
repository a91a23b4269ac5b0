import type { ApiVersion } from '@export-buckets/core'

/** The options of every call. */
export interface CallOptions<V extends ApiVersion = ApiVersion> {
  /** The API date to request. The response has the newest resource version up to that date. Default: the client's `version`. */
  readonly version?: V | undefined
  /** Aborts the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** The timeout of this call, in milliseconds. Default: the client's `timeout`. */
  readonly timeout?: number | undefined
}

/** The input of an operation on a project. */
export interface ProjectParams<V extends ApiVersion> extends CallOptions<V> {
  /** The project's id: 24 lower-case hexadecimal digits. Atlas calls projects groups. */
  readonly groupId: string
}

/** The input of an operation on one bucket. */
export interface BucketParams<V extends ApiVersion> extends ProjectParams<V> {
  /** The bucket's id (`_id`): 24 lower-case hexadecimal digits. */
  readonly exportBucketId: string
}
