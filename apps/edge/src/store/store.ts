import type { CloudProvider, ExportBucket, ExportBucketId, GroupId } from '@export-buckets/core'
import type { ProjectGrant } from './grant.ts'

/** What service accounts and API keys have in common. */
interface Credential {
  readonly grants: readonly ProjectGrant[]
  /** The IP addresses and CIDR blocks that it may be used from. Default: any. */
  readonly accessList?: readonly string[]
}

/** A service account, as a store holds it. */
export interface ServiceAccount extends Credential {
  /** Its client id. */
  readonly clientId: string
  /** SHA-256 of its secret, in hexadecimal: see `secretHash`. */
  readonly secretHash: string
}

/** An API key, as a store holds it. */
export interface ApiKey extends Credential {
  /** The user name of Digest. */
  readonly publicKey: string
  /**
   * MD5 of publicKey:realm:privateKey, in hexadecimal (RFC 7616, section 3.4.2; MD5 is what Atlas speaks). Digest cannot
   * be checked without it, and whoever has it can sign: guard the store as you would the keys.
   */
  readonly ha1: string
}

/** The two kinds of credentials. */
export type CredentialKind = 'service account' | 'api key'

/** A credential as an operator sees it: without what proves it. */
export interface ListedCredential extends Credential {
  readonly kind: CredentialKind
  /** Client id or public key. */
  readonly id: string
}

/** A part of a project's buckets. */
export interface PageRange {
  /** Buckets of other providers are not counted. */
  readonly providers: readonly CloudProvider[]
  /** How many to skip. */
  readonly offset: number
  /** How many at most. */
  readonly limit: number
}

/** What became of a bucket that was to be deleted. */
export type DeleteResult = 'deleted' | 'absent' | 'in use'

/**
 * Where credentials and buckets live. A read answers `undefined` for what is not there; what every request asks may be
 * answered at once. Nobody changes what was answered: another value takes its place.
 *
 * A write is durable when its promise is fulfilled, and no node reads as absent what was written before. Every method throws
 * {@link StoreUnavailableError} when the storage is away for now; the app then answers 503. Any other error it answers with
 * 500.
 */
export interface Store {
  serviceAccount(clientId: string): Promise<ServiceAccount | undefined>
  apiKey(publicKey: string): Promise<ApiKey | undefined>
  /** The service account that a token was issued to, unless {@link Store.revokeToken} was called for the token. */
  serviceAccountForToken(clientId: string, tokenId: string): Promise<ServiceAccount | undefined>
  /** Remembers a token as worthless until `expiresAt` (seconds since the epoch), when it would be worthless anyway. */
  revokeToken(tokenId: string, expiresAt: number): Promise<void>
  exportBucket(groupId: GroupId, id: ExportBucketId): Promise<ExportBucket | undefined>
  /** Buckets of a project in the order of their ids. */
  exportBuckets(groupId: GroupId, range: PageRange): Promise<readonly ExportBucket[]>
  /** How many buckets of these providers a project has. */
  countExportBuckets(groupId: GroupId, providers: readonly CloudProvider[]): Promise<number>
  /** Puts a bucket in the place of the one with its id; false when there is none any more. */
  replaceExportBucket(groupId: GroupId, bucket: ExportBucket): Promise<boolean>
  /** Deletes a bucket, but not while a cluster exports to it. */
  deleteExportBucket(groupId: GroupId, id: ExportBucketId): Promise<DeleteResult>

  /** Adds a service account, or puts it in the place of the one with the same client id. */
  saveServiceAccount(account: ServiceAccount): Promise<void>
  /** Adds an API key, or puts it in the place of the one with the same public key. */
  saveApiKey(key: ApiKey): Promise<void>
  /** Adds a bucket, or puts it in the place of the one with the same id in the project. */
  saveExportBucket(groupId: GroupId, bucket: ExportBucket): Promise<void>
  /** Remembers that a cluster's backup schedule exports to the bucket by itself. */
  saveExportBucketUse(groupId: GroupId, id: ExportBucketId, clusterName: string): Promise<void>

  /** Every credential, in the order of kinds and ids. */
  credentials(): Promise<ListedCredential[]>
  /** Deletes a credential, and with it every access token; false when there is none. */
  deleteCredential(kind: CredentialKind, id: string): Promise<boolean>
  /** Fulfilled when the store can answer. */
  ready(): Promise<void>
}

/** The storage is away for now: it is locked, full, or cannot be reached. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}
