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
export type { CallOptions } from './call-options.ts'
export { type AtlasClient, type ClientOptions, createClient } from './client.ts'
export type { DeprecationNotice, OnDeprecation } from './deprecation.ts'
export { type ClientError, type ClientErrorCode, isClientError } from './errors/client-error.ts'
export {
  NetworkError,
  OriginError,
  RedirectError,
  TimeoutError,
} from './errors/connection-errors.ts'
export { AtlasApiError, TokenError, UnexpectedResponseError } from './errors/response-errors.ts'
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
} from './export-buckets-types.ts'
export type { AtlasRequest, AtlasRequestInit, FetchLike, SendRequest } from './http.ts'
export { type BaseUrlOptions, parseBaseUrl } from './options.ts'
export type { RetryOptions } from './transport/retry.ts'
export type { TransportOptions } from './transport/transport.ts'
