export {
  type ApiVersion,
  type AwsExportBucket,
  type AzureExportBucket,
  type CloudProvider,
  type CreateExportBucket,
  type ErrorCode,
  type ExportBucket,
  type ExportBucketId,
  type ExportBucketPage,
  type FieldViolation,
  type GcpExportBucket,
  type GroupId,
  type Issue,
  type IssueCode,
  type KnownErrorCode,
  type Link,
  type NewestApiVersion,
  type OperationId,
  type paths,
  type RequestBody,
  type ResponseBody,
  type RoleId,
  ValidationError,
} from '@export-buckets/core'
export type { FetchResponse } from 'openapi-fetch'
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
export { type BaseUrlOptions, parseBaseUrl } from './base-url.ts'
export type { CallOptions } from './call-options.ts'
export { type AtlasClient, type ClientOptions, createClient } from './client.ts'
export type { DeprecationNotice, OnDeprecation } from './deprecation.ts'
export { AtlasApiError } from './errors/atlas-api-error.ts'
export { type ClientError, type ClientErrorCode, isClientError } from './errors/client-error.ts'
export { NetworkError } from './errors/network-error.ts'
export { OriginError } from './errors/origin-error.ts'
export { RedirectError } from './errors/redirect-error.ts'
export { TimeoutError } from './errors/timeout-error.ts'
export { TokenError } from './errors/token-error.ts'
export { UnexpectedResponseError } from './errors/unexpected-response-error.ts'
export type { CreateExportBucketInput } from './export-buckets/create.ts'
export type { DeleteExportBucketInput } from './export-buckets/delete.ts'
export type { ExportBuckets } from './export-buckets/export-buckets.ts'
export type { GetExportBucketInput } from './export-buckets/get.ts'
export type {
  ExportBucketList,
  ListExportBucketsInput,
  ListExportBucketsItem,
  ListExportBucketsPage,
} from './export-buckets/list.ts'
export type { UpdateExportBucketInput, UpdateVersion } from './export-buckets/update.ts'
export type { AtlasRequest, AtlasRequestInit, FetchLike, SendRequest } from './fetch.ts'
export type { RetryOptions } from './transport/retry.ts'
export type { TransportOptions } from './transport/transport.ts'
