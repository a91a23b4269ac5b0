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
export interface ProjectParams<V extends ApiVersion = ApiVersion> extends CallOptions<V> {
  /** The project's id: 24 lower-case hexadecimal digits. Atlas calls projects groups. */
  readonly groupId: string
}

/** The input of an operation on one bucket. */
export interface BucketParams<V extends ApiVersion = ApiVersion> extends ProjectParams<V> {
  /** The bucket's id (`_id`): 24 lower-case hexadecimal digits. */
  readonly exportBucketId: string
}

/** The input of an operation on one cluster. */
export interface ClusterParams<V extends ApiVersion = ApiVersion> extends ProjectParams<V> {
  /** The cluster's name, which is case-sensitive. */
  readonly clusterName: string
}

/** The input of an operation on one snapshot. */
export interface SnapshotParams extends ClusterParams {
  /** The snapshot's id: 24 lower-case hexadecimal digits. */
  readonly snapshotId: string
}

/** The input of an operation on one export job. */
export interface ExportJobParams extends ClusterParams {
  /** The job's id: 24 lower-case hexadecimal digits. */
  readonly exportId: string
}

/** The input of an operation on one role. */
export interface RoleParams extends ProjectParams {
  /** Atlas's id of the role, 24 lower-case hexadecimal digits: `roleId`, or `_id` for Azure. It is not an ARN. */
  readonly roleId: string
}

/** The options of a method that deletes a resource. */
export interface DeleteOptions {
  /** Treats a missing resource as deleted. Default: false. */
  readonly ignoreMissing?: boolean | undefined
}
