export {
  type ApiVersion,
  type AwsAccessRole,
  type AwsExportBucket,
  type AzureAccessRole,
  type AzureExportBucket,
  accessRoleId,
  type BackupSchedule,
  type CloudProvider,
  type CloudProviderAccessRole,
  type CloudProviderAccessRoles,
  type Cluster,
  type ClusterName,
  type CreateExportBucket,
  type ErrorCode,
  type ExportBucket,
  type ExportBucketId,
  type ExportBucketPage,
  type ExportId,
  type ExportJob,
  type ExportJobState,
  type FieldViolation,
  type GcpAccessRole,
  type GcpExportBucket,
  type GroupId,
  type Issue,
  type IssueCode,
  type KnownErrorCode,
  type Link,
  type NewestApiVersion,
  type OperationId,
  type paths,
  type ReplicaSetSnapshot,
  type RequestBody,
  type ResponseBody,
  type RoleId,
  type ShardedClusterSnapshot,
  type Snapshot,
  type SnapshotFrequency,
  type SnapshotId,
  ValidationError,
} from '@export-buckets/core'
export type { FetchResponse } from 'openapi-fetch'
export type {
  AssumeRoleRetry,
  AssumeRoleRetryOptions,
  AssumeRoleRetryParams,
} from './assume-role-retry.ts'
export { type AtlasFetch, createAtlasFetch } from './atlas-fetch.ts'
export type { AtlasPromise, WithResponse } from './atlas-promise.ts'
export { type ApiKeyCredentials, apiKey } from './auth/api-key.ts'
export {
  type ServiceAccount,
  type ServiceAccountCredentials,
  serviceAccount,
} from './auth/service-account.ts'
export type { AuthContext, AuthStrategy } from './auth/strategy.ts'
export { type BareClient, createBareClient } from './bare-client.ts'
export type {
  BucketParams,
  CallOptions,
  ClusterParams,
  DeleteOptions,
  ExportJobParams,
  ProjectParams,
  RoleParams,
  SnapshotParams,
} from './call-options.ts'
export { type AtlasClient, type ClientOptions, createClient } from './client.ts'
export type { DeprecationNotice, OnDeprecation } from './deprecation.ts'
export { type ClientError, type ClientErrorCode, isClientError } from './errors/client-error.ts'
export {
  NetworkError,
  OriginError,
  RedirectError,
  TimeoutError,
} from './errors/connection-errors.ts'
export { ExportJobError, SnapshotError } from './errors/export-workflow-errors.ts'
export { AtlasApiError, TokenError, UnexpectedResponseError } from './errors/response-errors.ts'
export {
  type AtlasRequest,
  type AtlasRequestInit,
  type FetchLike,
  parseRetryAfter,
  type SendRequest,
} from './http.ts'
export { type BaseUrlOptions, parseBaseUrl } from './options.ts'
export type { ListOptions, PagedList, PageItem } from './paged-list.ts'
export type { WaitOptions } from './polling.ts'
export type { BackupSchedules, UpdateBackupScheduleInput } from './resources/backup-schedule.ts'
export type {
  AuthorizeRoleInput,
  CloudProviderAccess,
  CreateRoleInput,
  DeauthorizeRoleInput,
} from './resources/cloud-provider-access.ts'
export type { Clusters, ListClustersInput } from './resources/clusters.ts'
export type {
  CreateExportBucketInput,
  DeleteExportBucketInput,
  ExportBucketList,
  ExportBuckets,
  GetExportBucketInput,
  ListExportBucketsInput,
  ListExportBucketsItem,
  ListExportBucketsPage,
  UpdateExportBucketInput,
  UpdateVersion,
} from './resources/export-buckets-types.ts'
export type {
  CreateExportJobInput,
  ExportJobs,
  ListExportJobsInput,
} from './resources/export-jobs.ts'
export type {
  ListSnapshotsInput,
  Snapshots,
  TakeSnapshotInput,
} from './resources/snapshots.ts'
export type { RetryOptions } from './transport/retry.ts'
export type { TransportOptions } from './transport/transport.ts'
export {
  type AnyBackupSchedule,
  type AutoExportFrequency,
  unusedExportFrequency,
} from './workflow/auto-export.ts'
export type { WaitForExportJobInput } from './workflow/export-jobs.ts'
export type {
  NewestSnapshotInput,
  SnapshotTypeParams,
  WaitForSnapshotInput,
} from './workflow/snapshots.ts'
