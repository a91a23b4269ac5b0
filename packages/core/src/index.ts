export { type MediaRange, parseAccept } from './accept.ts'
export { findErrorAdvice } from './advice.ts'
export {
  ApiError,
  apiError,
  type ErrorDetails,
  errorCodeHeader,
  type FieldViolation,
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
export { ExportBucketId, GroupId, RoleId } from './ids.ts'
export { isLoopback } from './loopback.ts'
export { type NegotiationResult, negotiate, parseVersionDate } from './negotiation.ts'
export { AccessToken, OAuthError, revokePath, tokenPath } from './oauth.ts'
export type { components, paths } from './openapi.gen.ts'
export {
  errorStatuses,
  type Operation,
  type OperationId,
  operationPath,
  operations,
  type Query,
  type RateLimit,
  type RequestBody,
  type ResolvedVersion,
  type ResponseBody,
  resolveVersion,
} from './operations.ts'
export { type ParsedQuery, parseQuery } from './query.ts'
export {
  type CreateAwsExportBucket,
  type CreateAzureExportBucket,
  type CreateExportBucket,
  type CreateGcpExportBucket,
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
export { bodyViolation, queryViolation, type Violation } from './violation.ts'
