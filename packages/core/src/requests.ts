import { bucketNameIssue } from './bucket-name.ts'
import type { components } from './openapi.gen.ts'
import { type OperationId, operations, type RequestBody, resolveVersion } from './operations.ts'
import { createSchemaValidator, unknownKeyIssues } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import { containerFromUrl, serviceUrlIssue } from './service-url.ts'
import { createValidator, formatValue, type Issue, type Validator } from './validator.ts'
import type { ApiVersion } from './versions.ts'

type Schemas = components['schemas']

/** What makes an AWS S3 bucket an export bucket. */
export type CreateAwsExportBucket = Schemas['DiskBackupSnapshotAWSExportBucketRequest']
/** What makes an Azure Blob Storage container an export bucket. */
export type CreateAzureExportBucket = Schemas['DiskBackupSnapshotAzureExportBucketRequest']
/** What makes a Google Cloud Storage bucket an export bucket. */
export type CreateGcpExportBucket = Schemas['DiskBackupSnapshotGCPExportBucketRequest']
/** What makes a bucket an export bucket, at 2024-05-30; `cloudProvider` tells which one. */
export type CreateExportBucket =
  | CreateAwsExportBucket
  | CreateAzureExportBucket
  | CreateGcpExportBucket

/** What an AWS bucket can be updated with. */
export type UpdateExportBucket = Schemas['UpdateRequirePrivateNetworkingRequestView']

const CreateRequestValidator: Validator<CreateExportBucket> = /* @__PURE__ */ createSchemaValidator(
  'CreateExportBucket',
  schemas.DiskBackupSnapshotExportBucketRequest,
)

/** The name of the bucket that a request is about: of Azure, the container that `serviceUrl` names unless it says otherwise. */
export function requestedBucketName(request: CreateExportBucket): string | undefined {
  if (request.cloudProvider !== 'AZURE') return request.bucketName
  return request.bucketName ?? containerFromUrl(request.serviceUrl)
}

function azureIssues({ bucketName, serviceUrl }: CreateAzureExportBucket): Issue[] {
  const reason = serviceUrlIssue(serviceUrl)
  if (reason !== undefined) return [{ path: ['serviceUrl'], code: 'rule', message: reason }]
  const container = containerFromUrl(serviceUrl)
  const path = ['bucketName']
  if (container === undefined && bucketName === undefined) {
    return [{ path, code: 'missing', message: 'missing: serviceUrl names no container' }]
  }
  if (container !== undefined && bucketName !== undefined && container !== bucketName) {
    return [
      {
        path,
        code: 'rule',
        message: `expected ${formatValue(container)}, which serviceUrl names, got ${formatValue(bucketName)}`,
      },
    ]
  }
  return []
}

/** What is wrong with the name, wherever it stands: the schema has not seen that of a container which the URL names. */
function nameIssues(request: CreateExportBucket): Issue[] {
  const name = requestedBucketName(request)
  if (name === undefined) return []
  const [schemaIssue] = CreateRequestValidator.issues({ ...request, bucketName: name })
  const reason = schemaIssue?.message ?? bucketNameIssue(request.cloudProvider, name)
  if (reason === undefined) return []
  return request.bucketName === undefined
    ? [{ path: ['serviceUrl'], code: 'rule', message: `the container: ${reason}` }]
    : [{ path: ['bucketName'], code: 'rule', message: reason }]
}

/** The rules that a schema cannot say: for requests that have the right shape. */
function ruleIssues(request: unknown): Issue[] {
  if (!CreateRequestValidator.is(request)) return []
  const issues = nameIssues(request)
  return request.cloudProvider === 'AZURE' ? [...azureIssues(request), ...issues] : issues
}

/**
 * The validator of the body that an operation takes at a date, `undefined` where it takes none or is younger. Fields that
 * it does not know are refused, so that a misspelt one is not lost in silence.
 *
 * @param version - the date that the client speaks
 */
export function requestValidator<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Validator<RequestBody<Op, V>> | undefined {
  const schema = resolveVersion(operations[operationId], version)?.requestSchema
  if (schema === undefined) return undefined
  const name = `${operationId} at ${version}`
  const schemaValidator = createSchemaValidator<RequestBody<Op, V>>(name, schema)
  return createValidator(name, (value) => [
    ...schemaValidator.issues(value),
    ...unknownKeyIssues(schema, value),
    ...(schemaValidator.is(value) ? ruleIssues(value) : []),
  ])
}
