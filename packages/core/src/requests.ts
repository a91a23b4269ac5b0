import { bucketNameIssue, containerFromUrl, serviceUrlIssue } from './bucket-rules.ts'
import { RoleId, roleIdHint } from './ids.ts'
import type { components } from './openapi.gen.ts'
import { type OperationId, resolveVersion } from './operation.ts'
import { operations, type Query, type RequestBody } from './operations.ts'
import type { Schema } from './schema.ts'
import { createSchemaValidator, schemaIssues } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import { unknownKeyIssues } from './unknown-keys.ts'
import { createValidator, formatValue, type Issue, type Validator } from './validator.ts'
import type { ApiVersion } from './versions.ts'

type Schemas = components['schemas']

/** A request to create an export bucket for an AWS S3 bucket. */
export type CreateAwsExportBucket = Schemas['DiskBackupSnapshotAWSExportBucketRequest']
/** A request to create an export bucket for an Azure Blob Storage container. */
export type CreateAzureExportBucket = Schemas['DiskBackupSnapshotAzureExportBucketRequest']
/** A request to create an export bucket for a Google Cloud Storage bucket. */
export type CreateGcpExportBucket = Schemas['DiskBackupSnapshotGCPExportBucketRequest']
/** A request to create an export bucket, in version 2024-05-30; `cloudProvider` discriminates the union. */
export type CreateExportBucket =
  | CreateAwsExportBucket
  | CreateAzureExportBucket
  | CreateGcpExportBucket

/** A request to update an AWS export bucket. */
export type UpdateExportBucket = Schemas['UpdateRequirePrivateNetworkingRequestView']

const CreateRequestValidator: Validator<CreateExportBucket> = /* @__PURE__ */ createSchemaValidator(
  'CreateExportBucket',
  schemas.DiskBackupSnapshotExportBucketRequest,
)

/** Returns the bucket name of a request. For Azure, the name defaults to the container in `serviceUrl`. */
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

/** Returns the issues of the bucket name. A container name in `serviceUrl` has not been validated by the schema yet. */
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

function bucketIssues(request: unknown): Issue[] {
  if (!CreateRequestValidator.is(request)) return []
  const issues = nameIssues(request)
  return request.cloudProvider === 'AZURE' ? [...azureIssues(request), ...issues] : issues
}

/** Returns the violations of a backup schedule. Recorded: Atlas rejects `export` without `autoExportEnabled`. */
function scheduleIssues(request: unknown): Issue[] {
  const { autoExportEnabled, export: autoExport, policies } = Object(request)
  const issues: Issue[] = []
  if (Array.isArray(policies) && policies.length !== 1) {
    const message = `expected one policy, got ${policies.length}`
    issues.push({ path: ['policies'], code: 'rule', message })
  }
  if (autoExport !== undefined && autoExportEnabled === undefined) {
    issues.push({ path: ['export'], code: 'rule', message: 'requires autoExportEnabled' })
  }
  return issues
}

/** The functions that return violations of rules that a schema cannot express. A request must match its schema first. */
const ruleIssues: Readonly<Partial<Record<OperationId, (request: unknown) => Issue[]>>> = {
  createGroupBackupExportBucket: bucketIssues,
  updateGroupClusterBackupSchedule: scheduleIssues,
}

/** Replaces the description of an invalid role id by one that says where to find the id. */
function explainRoleId(issue: Issue, request: unknown): Issue {
  const [field, ...rest] = issue.path
  const isRoleId = (field === 'iamRoleId' || field === 'roleId') && rest.length === 0
  if (!isRoleId) return issue
  if (issue.code === 'missing') return { ...issue, message: `missing: ${roleIdHint}` }
  const [roleIssue] = RoleId.issues(Object(request)[field])
  return roleIssue === undefined ? issue : { ...issue, message: roleIssue.message }
}

/**
 * Returns the validator of an operation's request body at an API date. Returns `undefined` when the request has no body, or
 * when the date is before the operation's first version. Unknown fields are invalid, so that a misspelt field is reported.
 *
 * @param version - the API date of the request's `Content-Type`
 */
export function requestValidator<Op extends OperationId, V extends ApiVersion>(
  operationId: Op,
  version: V,
): Validator<RequestBody<Op, V>> | undefined {
  const schema = resolveVersion(operations[operationId], version)?.requestSchema
  if (schema === undefined) return undefined
  const name = `${operationId} at ${version}`
  return createValidator(name, (value) => {
    const issues = schemaIssues(schema, value)
    return [
      ...issues.map((issue) => explainRoleId(issue, value)),
      ...unknownKeyIssues(schema, value),
      ...(issues.length === 0 ? (ruleIssues[operationId]?.(value) ?? []) : []),
    ]
  })
}

/** The result of {@link parseQuery}. */
export type ParsedQuery<Op extends OperationId> =
  | { readonly ok: true; readonly query: Required<Query<Op>> }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** The integers of up to 15 digits, which a number represents exactly. */
const integerPattern = /^\d{1,15}$/

/** Converts text to the type of the schema. Returns invalid text unchanged, so that validation reports it. */
function coerce(schema: Schema, text: string): unknown {
  if (schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (schema.type === 'integer' && integerPattern.test(text)) return Number(text)
  return text
}

function parseParameter(
  name: string,
  schema: Schema,
  values: readonly string[],
): [string, unknown][] {
  const [first, ...otherValues] = values
  if (first === undefined) return 'default' in schema ? [[name, schema.default]] : []
  return [[name, otherValues.length === 0 ? coerce(schema, first) : values]]
}

/**
 * Parses the query of an operation and adds the defaults. Unknown parameters are ignored, and a repeated parameter is
 * invalid.
 *
 * @param getValues - returns every value of a parameter, in the order of the query
 */
export function parseQuery<Op extends OperationId>(
  operationId: Op,
  getValues: (name: string) => readonly string[],
): ParsedQuery<Op> {
  const schema = operations[operationId].query
  const entries = Object.entries(schema.properties).flatMap(([name, parameterSchema]) =>
    parseParameter(name, parameterSchema, getValues(name)),
  )
  const query: unknown = Object.fromEntries(entries)
  const validator = createSchemaValidator<Required<Query<Op>>>('query', schema)
  return validator.is(query) ? { ok: true, query } : { ok: false, issues: validator.issues(query) }
}
