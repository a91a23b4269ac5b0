import {
  type ApiVersion,
  type Issue,
  type OperationId,
  type ResponseBody,
  schemaIssues,
  vendorMediaType,
} from '@export-buckets/core'
import { UnexpectedResponseError } from './errors/response-errors.ts'
import { parseJson } from './json.ts'
import type { ResolvedOperation } from './resolve-operation.ts'
import { extractSecrets } from './secrets.ts'
import type { BufferedResponse } from './transport/body.ts'

/** Checks a `Content-Type`, which names the resource version of the body. */
function contentTypeIssue(contentType: string, version: string): Issue | undefined {
  const expected = vendorMediaType(version)
  const [mediaType = ''] = contentType.toLowerCase().split(';', 1)
  if (mediaType.trim() === expected) return undefined
  const message = `expected Content-Type ${expected}, got ${contentType || 'none'}`
  return { path: [], code: 'rule', message }
}

function isResponseBody<Op extends OperationId, V extends ApiVersion>(
  body: unknown,
  issues: readonly Issue[],
): body is ResponseBody<Op, V> {
  return issues.length === 0
}

/**
 * Parses the body of a successful response. Unknown keys are preserved. Returns `undefined` for an operation without a
 * response body, whose media type is checked only when the status promises a body.
 *
 * @throws UnexpectedResponseError when the body is not JSON, violates the schema, or has another resource version
 */
export function parseResponse<Op extends OperationId, V extends ApiVersion>(
  resolvedOperation: ResolvedOperation<Op, V>,
  { status, response, authorizations }: BufferedResponse,
  text: string,
): ResponseBody<Op, V> {
  const { schema, version } = resolvedOperation.resourceVersion
  const body = schema && parseJson(text)
  const validate = (): readonly Issue[] => {
    if (schema === undefined && status === 204) return []
    const issue = contentTypeIssue(response.headers.get('Content-Type') ?? '', version)
    if (issue !== undefined) return [issue]
    if (schema === undefined) return []
    if (body === undefined) return [{ path: [], code: 'type', message: 'expected JSON' }]
    return schemaIssues(schema, body)
  }
  const issues = validate()
  if (isResponseBody<Op, V>(body, issues)) return body
  const secrets = extractSecrets(authorizations)
  throw new UnexpectedResponseError({ ...resolvedOperation, issues, text, secrets })
}
