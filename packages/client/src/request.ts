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
  requestShape,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import type { Asked } from './asked.ts'
import type { OwnRequest } from './fetch.ts'

/** What an operation is called with besides the parameters of its path. */
export interface Content<Op extends OperationId, V extends ApiVersion> {
  readonly query?: Query<Op>
  readonly body?: RequestBody<Op, V>
}

const roleOrigin =
  'the project’s cloud provider access gives it: POST /api/atlas/v2/groups/{groupId}/cloudProviderAccess answers it as roleId'

/** Says where a role's id comes from: many give the ARN or the name that the cloud provider shows. */
function withOrigin(body: unknown, issue: Issue): Issue {
  const field = String(issue.path[0])
  const isRole = field === 'iamRoleId' || field === 'roleId'
  return isRole && !RoleId.is(Object(body)[field])
    ? { ...issue, message: `${issue.message} (${roleOrigin})` }
    : issue
}

/** The JSON of a body, `undefined` for an operation that takes none. */
function jsonBody(asked: Asked<OperationId, ApiVersion>, body: unknown): string | undefined {
  const { version } = asked.answering
  const shape = requestShape(asked.operationId, version)
  if (shape === undefined) return undefined
  if (shape.is(body)) return JSON.stringify(body)
  const issues = shape.issues(body).map((issue) => withOrigin(body, issue))
  throw new ValidationError(`${asked.operationId} at ${version}`, issues)
}

/** The query, with a question mark before it. */
function search<Op extends OperationId>(operationId: Op, query: Query<Op> | undefined): string {
  if (query === undefined) return ''
  const entries = Object.entries(query).map(([name, value]) => [name, String(value)])
  const given = new URLSearchParams(entries)
  const parsed = parseQuery(operationId, (name) => given.getAll(name))
  if (parsed.ok) return `?${given}`
  throw new ValidationError(`the query of ${operationId}`, parsed.issues)
}

/**
 * The request of an operation, to send as it is.
 *
 * @throws ValidationError when its query or its body breaks a rule of the operation, naming every violation
 */
export function requestOf<Op extends OperationId, V extends ApiVersion>(
  baseUrl: string,
  asked: Asked<Op, V>,
  path: Readonly<Record<string, string>>,
  { query, body }: Content<Op, V> = {},
): OwnRequest {
  const operation = operations[asked.operationId]
  const content = jsonBody(asked, body)
  const url = baseUrl + operationPath(operation, path) + search(asked.operationId, query)
  const accept = vendorMediaType(asked.version)
  const headers = content === undefined ? { accept } : { accept, 'content-type': accept }
  return { url, method: operation.method, headers, body: content ?? null }
}
