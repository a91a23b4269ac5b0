export { type MediaRange, parseAccept } from './accept.ts'
export { adviceFor } from './advice.ts'
export { answerDrift, answerSchema, answerShape, knownProviders } from './answers.ts'
export {
  ApiError,
  apiError,
  type ErrorSpecifics,
  errorCodeHeader,
  type FieldViolation,
} from './api-error.ts'
export {
  type CatalogueEntry,
  type ErrorCode,
  type ErrorName,
  type ErrorStatus,
  errorCatalogue,
  errorCodeOf,
  type KnownErrorCode,
  reasonPhrases,
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
export { type Negotiated, negotiate, versionDateOf } from './negotiation.ts'
export { AccessToken, OAuthError, revokePath, tokenPath } from './oauth.ts'
export type { components, paths } from './openapi.gen.ts'
export {
  type Answer,
  type AnsweringVersion,
  answeringVersion,
  errorStatuses,
  type Operation,
  type OperationId,
  operationPath,
  operations,
  type Query,
  type RateLimit,
  type RequestBody,
} from './operations.ts'
export { type ParsedQuery, parseQuery } from './query.ts'
export {
  type CreateAwsExportBucket,
  type CreateAzureExportBucket,
  type CreateExportBucket,
  type CreateGcpExportBucket,
  requestedBucketName,
  requestShape,
  type UpdateExportBucket,
} from './requests.ts'
export { grantsRole, type Role, roleOfLabel, roles } from './roles.ts'
export type { ObjectSchema, Schema, UnionSchema } from './schema.ts'
export { objectSchema, schemaIssues } from './shape.ts'
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
