import {
  type ApiVersion,
  ExportBucketId,
  GroupId,
  type Issue,
  type OperationId,
  operationPath,
  operations,
  parseQuery,
  type Query,
  type RequestBody,
  RoleId,
  requestValidator,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import type { AtlasRequestInit } from './http.ts'
import type { ResolvedOperation } from './resolve-operation.ts'

/** The ids in the path of an operation, not validated yet. */
export interface PathParams {
  readonly groupId: string
  /** Required by the operations on one bucket. */
  readonly exportBucketId?: string | undefined
}

/** The query and the body of an operation. */
export interface QueryAndBody<Op extends OperationId, V extends ApiVersion> {
  readonly query?: Query<Op>
  readonly body?: RequestBody<Op, V>
}

/**
 * Validates the parameters of an operation's path.
 *
 * @throws ValidationError for an invalid id
 */
export function parsePathParams(
  operationId: OperationId,
  { groupId, exportBucketId }: PathParams,
): Readonly<Record<string, string>> {
  const parsedGroupId = GroupId.parse(groupId)
  return operations[operationId].path.endsWith('{exportBucketId}')
    ? { groupId: parsedGroupId, exportBucketId: ExportBucketId.parse(exportBucketId) }
    : { groupId: parsedGroupId }
}

const roleIdHint =
  'get it from the project’s cloud provider access: POST /api/atlas/v2/groups/{groupId}/cloudProviderAccess returns it as roleId'

/** Adds a hint to the issue of a role's id, because users often pass the ARN or the name that the cloud provider shows. */
function withRoleIdHint(body: unknown, issue: Issue): Issue {
  const field = String(issue.path[0])
  const isRoleId = field === 'iamRoleId' || field === 'roleId'
  return isRoleId && !RoleId.is(Object(body)[field])
    ? { ...issue, message: `${issue.message} (${roleIdHint})` }
    : issue
}

/** Returns the JSON of a body, or `undefined` for an operation without a request body. */
function serializeBody(
  resolvedOperation: ResolvedOperation<OperationId, ApiVersion>,
  body: unknown,
): string | undefined {
  const { version } = resolvedOperation.resourceVersion
  const validator = requestValidator(resolvedOperation.operationId, version)
  if (validator === undefined) return undefined
  if (validator.is(body)) return JSON.stringify(body)
  const issues = validator.issues(body).map((issue) => withRoleIdHint(body, issue))
  throw new ValidationError(`${resolvedOperation.operationId} at ${version}`, issues)
}

/** Returns the query with its question mark. */
function serializeQuery<Op extends OperationId>(
  operationId: Op,
  query: Query<Op> | undefined,
): string {
  if (query === undefined) return ''
  const entries = Object.entries(query).map(([name, value]) => [name, String(value)])
  const searchParams = new URLSearchParams(entries)
  const result = parseQuery(operationId, (name) => searchParams.getAll(name))
  if (result.ok) return `?${searchParams}`
  throw new ValidationError(`the query of ${operationId}`, result.issues)
}

/**
 * Builds the request of an operation.
 *
 * @param path - the validated parameters of the path
 * @throws ValidationError that lists every violation of the query or the body
 */
export function buildRequest<Op extends OperationId, V extends ApiVersion>(
  baseUrl: string,
  resolvedOperation: ResolvedOperation<Op, V>,
  path: Readonly<Record<string, string>>,
  { query, body }: QueryAndBody<Op, V> = {},
): AtlasRequestInit {
  const operation = operations[resolvedOperation.operationId]
  const jsonText = serializeBody(resolvedOperation, body)
  const url =
    baseUrl + operationPath(operation, path) + serializeQuery(resolvedOperation.operationId, query)
  const accept = vendorMediaType(resolvedOperation.version)
  const headers = jsonText === undefined ? { accept } : { accept, 'content-type': accept }
  return { url, method: operation.method, headers, body: jsonText ?? null }
}
