export { findErrorAdvice } from './advice.ts'
export {
  ApiError,
  apiError,
  bodyViolation,
  type ErrorDetails,
  errorCodeHeader,
  type FieldViolation,
  queryViolation,
  type Violation,
} from './api-error.ts'
export {
  type CatalogueEntry,
  type ErrorCode,
  type ErrorName,
  type ErrorStatus,
  errorCatalogue,
  type KnownErrorCode,
  reasonPhrases,
  toErrorCode,
} from './errors.ts'
export {
  AwsExportBucket,
  type AzureExportBucket,
  type CloudProvider,
  cloudProviders,
  ExportBucket,
  type ExportBucketPage,
  type GcpExportBucket,
  type Link,
} from './export-bucket.ts'
export {
  type AwsAccessRole,
  type AzureAccessRole,
  accessRoleId,
  type BackupSchedule,
  type CloudProviderAccessRole,
  type CloudProviderAccessRoles,
  type Cluster,
  type ExportJob,
  type ExportJobState,
  finalExportJobStates,
  type GcpAccessRole,
  type ReplicaSetSnapshot,
  type ShardedClusterSnapshot,
  type Snapshot,
  type SnapshotFrequency,
  snapshotFrequencies,
} from './export-workflow.ts'
export { ClusterName, ExportBucketId, ExportId, GroupId, RoleId, SnapshotId } from './ids.ts'
export { isLoopback } from './loopback.ts'
export {
  type MediaRange,
  type NegotiationResult,
  negotiate,
  parseAccept,
  parseVersionDate,
} from './negotiation.ts'
export { AccessToken, OAuthError, revokePath, tokenPath } from './oauth.ts'
export type { components, paths } from './openapi.gen.ts'
export {
  type Operation,
  type OperationId,
  operationPath,
  type RateLimit,
  type ResolvedVersion,
  resolveVersion,
} from './operation.ts'
export {
  errorStatuses,
  operations,
  type Query,
  type RequestBody,
  type ResponseBody,
} from './operations.ts'
export {
  type PathParamName,
  type PathParams,
  pathParamNames,
  pathParamValidators,
} from './path-params.ts'
export {
  type CreateAwsExportBucket,
  type CreateAzureExportBucket,
  type CreateExportBucket,
  type CreateGcpExportBucket,
  type ParsedQuery,
  parseQuery,
  requestedBucketName,
  requestValidator,
  type UpdateExportBucket,
} from './requests.ts'
export {
  responseDrift,
  responseSchema,
  responseValidator,
  supportedProviders,
} from './responses.ts'
export { grantsRole, type Role, roleFromLabel, roles } from './roles.ts'
export type { ObjectSchema, Schema, UnionSchema } from './schema.ts'
export { findObjectSchema, schemaIssues } from './schema-validator.ts'
export { type Issue, type IssueCode, ValidationError, type Validator } from './validator.ts'
export {
  type ApiVersion,
  apiVersions,
  deprecationHeaders,
  isSunset,
  type NewestApiVersion,
  newestApiVersion,
  type ResourceVersion,
  type VendorMediaType,
  vendorContentType,
  vendorMediaType,
} from './versions.ts'
