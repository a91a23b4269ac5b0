import {
  type ApiVersion,
  type OperationId,
  operationPath,
  operations,
  type PathParamName,
  parseQuery,
  pathParamNames,
  pathParamValidators,
  type Query,
  type RequestBody,
  requestValidator,
  ValidationError,
  vendorMediaType,
} from '@export-buckets/core'
import type { AtlasRequestInit } from './http.ts'
import type { ResolvedOperation } from './resolve-operation.ts'

/** The parameters in the path of an operation, not validated yet. */
export type PathParamInput = { readonly [Name in PathParamName]?: string | undefined }

/** The query and the body of an operation. */
export interface QueryAndBody<Op extends OperationId, V extends ApiVersion> {
  readonly query?: { readonly [Name in keyof Query<Op>]: Query<Op>[Name] | undefined }
  readonly body?: RequestBody<Op, V>
}

/**
 * Validates the parameters of an operation's path.
 *
 * @throws ValidationError for the first invalid parameter
 */
export function parsePathParams(
  operationId: OperationId,
  params: PathParamInput,
): Readonly<Record<string, string>> {
  const entries = pathParamNames(operations[operationId]).map((name) => [
    name,
    pathParamValidators[name].parse(params[name]),
  ])
  return Object.fromEntries(entries)
}

/** Returns the JSON of a body, or `undefined` for an operation without a request body. */
function serializeBody(
  resolvedOperation: ResolvedOperation<OperationId, ApiVersion>,
  body: unknown,
): string | undefined {
  const { version } = resolvedOperation.resourceVersion
  const validator = requestValidator(resolvedOperation.operationId, version)
  if (validator === undefined) return undefined
  return JSON.stringify(validator.parse(body))
}

/** Returns the query with its question mark. */
function serializeQuery<Op extends OperationId>(
  operationId: Op,
  query: QueryAndBody<Op, ApiVersion>['query'],
): string {
  if (query === undefined) return ''
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
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
