import type { AuthStrategy } from '@export-buckets/client'
import type {
  CloudProvider,
  ClusterName,
  ExportBucketId,
  ExportId,
  GroupId,
  RoleId,
  SnapshotId,
} from '@export-buckets/core'

/** A cluster and its snapshot. */
export interface ExistingCluster {
  readonly clusterName?: ClusterName
  /** A completed snapshot of the cluster that is not a fallback snapshot. */
  readonly snapshotId?: SnapshotId
}

/** The project of a provider without provider states, and its resources: those of a replica set unless stated otherwise. */
export interface ExistingResources extends ExistingCluster {
  readonly groupId?: GroupId
  /** A bucket of the project for each cloud provider, where one exists. */
  readonly buckets: Readonly<Partial<Record<CloudProvider, ExportBucketId>>>
  /** A cloud provider access role of the project for each cloud provider, where one exists. */
  readonly roles?: Readonly<Partial<Record<CloudProvider, RoleId>>>
  /** An export job of the cluster, in any state. */
  readonly exportId?: ExportId
  /** A sharded cluster of the project. */
  readonly sharded?: ExistingCluster
}

/** The available credentials. Cells that need others are skipped. */
export interface ProviderCredentials {
  /** For the cells with Bearer: `serviceAccount()` of the client. */
  readonly account?: AuthStrategy
  /** For the cells with Digest: `apiKey()` of the client. */
  readonly key?: AuthStrategy
  /** Secrets to redact in reports, in addition to those that are sent. */
  readonly secrets?: readonly string[]
}

/** The provider to verify. */
export interface Target {
  /** A validated URL without a trailing slash. */
  readonly baseUrl: string
  /** The URL that sets Pact's provider states. Without it the provider is only read. */
  readonly statesUrl?: string
  readonly existing: ExistingResources
  readonly credentials: ProviderCredentials
}

/** Sends a request. */
export type Send = (request: Request) => Promise<Response>

/** Waits. Rejects when the signal aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** Selects cells of the matrix: those that have one of the values of each filter. An empty filter selects all. */
export interface Filters {
  /** Operation ids. */
  readonly operations?: readonly string[]
  /** Requested API dates. */
  readonly versions?: readonly string[]
  /** Cloud providers. */
  readonly providers?: readonly string[]
  /** HTTP statuses that the pact pins. */
  readonly statuses?: readonly string[]
}

/** The options of a verification. */
export interface VerifyOptions {
  readonly target: Target
  /** Default: every cell of the matrix. */
  readonly filters?: Filters
  /** Default: the global `fetch`. */
  readonly fetch?: Send
  /** The environment of Pact's process, from which credentials are removed. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Aborts the verification. */
  readonly signal?: AbortSignal
  /** Called after each request. */
  readonly onProgress?: (completed: number, total: number) => void
  /** Called before the verification waits after a 429. */
  readonly onWait?: (seconds: number) => void
  /** Waits. Default: a timer. */
  readonly wait?: Wait
}
