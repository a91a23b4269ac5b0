import type {
  CloudProvider,
  ClusterName,
  ExportBucket,
  ExportBucketId,
  GroupId,
  RoleId,
} from '@export-buckets/core'
import type { ProjectGrant } from '../lib/project-grant.ts'
import type {
  ResourceKey,
  ResourceKind,
  ResourceLock,
  ResourceScope,
  Resources,
  StoredSchedule,
} from './resources.ts'

/** The common properties of service accounts and API keys. */
interface Credential {
  readonly grants: readonly ProjectGrant[]
  /** The IP addresses and CIDR blocks from which it may be used. Default: any address. */
  readonly accessList?: readonly string[]
}

/** A service account in a store. */
export interface ServiceAccount extends Credential {
  readonly clientId: string
  /** The SHA-256 of the client secret, in hexadecimal, from `hashSecret`. */
  readonly secretHash: string
}

/** An API key in a store. */
export interface ApiKey extends Credential {
  /** The username of Digest. */
  readonly publicKey: string
  /**
   * The MD5 of publicKey:realm:privateKey, in hexadecimal (RFC 7616 §3.4.2; Atlas uses MD5). Digest verification needs it, and
   * anybody who has it can sign requests: protect the store like the keys themselves.
   */
  readonly ha1: string
}

/** The two kinds of credentials. */
export type CredentialKind = 'service account' | 'api key'

/** A credential without its secret or hash, for operators. */
export interface ListedCredential extends Credential {
  readonly kind: CredentialKind
  /** Client id or public key. */
  readonly id: string
}

/** A range of a project's buckets. */
export interface PageRange {
  /** Buckets of other providers are omitted and not counted. */
  readonly providers: readonly CloudProvider[]
  /** The number of buckets to skip. */
  readonly offset: number
  /** The maximum number of buckets. */
  readonly limit: number
}

/** The result of a deletion. */
export type DeleteResult = 'deleted' | 'absent' | 'in use'

/**
 * A store of credentials and buckets. Returned values must not be modified, because a store may cache them.
 *
 * A write is durable when its promise is fulfilled, and every later read on any node finds the written value. Every method
 * throws `StoreUnavailableError` while the storage is unavailable: the app then responds with 503, and with 500 after any other
 * error.
 */
export interface Store {
  serviceAccount(clientId: string): Promise<ServiceAccount | undefined>
  apiKey(publicKey: string): Promise<ApiKey | undefined>
  /** Returns the service account of a token, or `undefined` after {@link Store.revokeToken}. */
  serviceAccountForToken(clientId: string, tokenId: string): Promise<ServiceAccount | undefined>
  /** Revokes a token. @param expiresAt - the expiry of the token, in seconds since the epoch */
  revokeToken(tokenId: string, expiresAt: number): Promise<void>
  exportBucket(groupId: GroupId, id: ExportBucketId): Promise<ExportBucket | undefined>
  /** Returns buckets of a project, ordered by id. */
  exportBuckets(groupId: GroupId, range: PageRange): Promise<readonly ExportBucket[]>
  /** Returns the number of a project's buckets of these providers. */
  countExportBuckets(groupId: GroupId, providers: readonly CloudProvider[]): Promise<number>
  /** Replaces a bucket by id. Returns false when it no longer exists. */
  replaceExportBucket(groupId: GroupId, bucket: ExportBucket): Promise<boolean>
  /** Deletes a bucket unless a cluster exports to it. */
  deleteExportBucket(groupId: GroupId, id: ExportBucketId): Promise<DeleteResult>

  /** Adds a service account, or replaces the one with the same client id. */
  saveServiceAccount(account: ServiceAccount): Promise<void>
  /** Adds an API key, or replaces the one with the same public key. */
  saveApiKey(key: ApiKey): Promise<void>
  /** Adds a bucket, or replaces the one with the same id in the project. */
  saveExportBucket(groupId: GroupId, bucket: ExportBucket): Promise<void>
  /** Adds a bucket. Returns false, and changes nothing, when the project does not have its role. */
  createExportBucket(groupId: GroupId, bucket: ExportBucket): Promise<boolean>
  /** Returns the ids of the buckets that use each role of the project, by the id of the role. */
  exportBucketIdsByRole(groupId: GroupId): Promise<ReadonlyMap<string, readonly ExportBucketId[]>>

  /** Returns a resource, or `undefined` when it does not exist. */
  resource<Kind extends ResourceKind>(key: ResourceKey<Kind>): Promise<Resources[Kind] | undefined>
  /** Returns the resources of a scope, ordered by id. */
  resources<Kind extends ResourceKind>(
    scope: ResourceScope<Kind>,
  ): Promise<readonly Resources[Kind][]>
  /**
   * Adds a resource, or replaces the one with the same key. Returns false, and changes nothing, when its cluster does not
   * exist, or while another resource with the same lock is in progress. A schedule is saved by {@link Store.saveSchedule},
   * which also marks its bucket.
   */
  saveResource<Kind extends ResourceKind>(
    key: ResourceKey<Kind>,
    resource: Resources[Kind],
    lock?: ResourceLock,
  ): Promise<boolean>
  /** Replaces a resource. Returns false when it no longer exists. */
  replaceResource<Kind extends ResourceKind>(
    key: ResourceKey<Kind>,
    resource: Resources[Kind],
  ): Promise<boolean>
  /**
   * Deletes a resource. Returns false when it does not exist. A role is deleted by {@link Store.deleteRole}, and a cluster by
   * {@link Store.deleteCluster}, because other resources depend on them.
   */
  deleteResource<Kind extends ResourceKind>(key: ResourceKey<Kind>): Promise<boolean>
  /** Deletes a role unless an export bucket uses it. */
  deleteRole(groupId: GroupId, roleId: RoleId): Promise<DeleteResult>
  /**
   * Saves the schedule of a cluster, and marks the bucket of its auto export as in use. Returns false, and changes nothing,
   * when the cluster or the bucket does not exist, or when the stored schedule is not the previous one.
   *
   * @param previous - the schedule from which the new one was derived, or `undefined` when none was stored
   */
  saveSchedule(
    groupId: GroupId,
    clusterName: ClusterName,
    schedule: StoredSchedule,
    previous?: StoredSchedule,
  ): Promise<boolean>
  /** Deletes a cluster with its snapshots, export jobs and schedule. Returns false when it does not exist. */
  deleteCluster(groupId: GroupId, name: ClusterName): Promise<boolean>

  /** Returns every credential, ordered by kind and id. */
  credentials(): Promise<ListedCredential[]>
  /** Deletes a credential, which invalidates its access tokens. Returns false when it does not exist. */
  deleteCredential(kind: CredentialKind, id: string): Promise<boolean>
  /** Rejects when the store cannot serve requests. */
  ready(): Promise<void>
}
