import {
  type ApiVersion,
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
import type { AtlasRequestInit } from './fetch.ts'
import type { ResolvedOperation } from './resolve-operation.ts'

/** What an operation is called with besides the parameters of its path. */
export interface QueryAndBody<Op extends OperationId, V extends ApiVersion> {
  readonly query?: Query<Op>
  readonly body?: RequestBody<Op, V>
}

const roleIdHint =
  'the project’s cloud provider access gives it: POST /api/atlas/v2/groups/{groupId}/cloudProviderAccess answers it as roleId'

/** Says where a role's id comes from: many give the ARN or the name that the cloud provider shows. */
function withRoleIdHint(body: unknown, issue: Issue): Issue {
  const field = String(issue.path[0])
  const isRoleId = field === 'iamRoleId' || field === 'roleId'
  return isRoleId && !RoleId.is(Object(body)[field])
    ? { ...issue, message: `${issue.message} (${roleIdHint})` }
    : issue
}

/** The JSON of a body, `undefined` for an operation that takes none. */
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

/** The query, with a question mark before it. */
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
 * The request of an operation, to send as it is.
 *
 * @throws ValidationError when its query or its body breaks a rule of the operation, naming every violation
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
