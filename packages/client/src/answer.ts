import {
  type Answer,
  type ApiVersion,
  answerShape,
  type Issue,
  type OperationId,
  operations,
  vendorContentType,
  vendorMediaType,
} from '@export-buckets/core'
import type { Asked } from './asked.ts'
import { ShapeError } from './errors/shape-error.ts'
import { parseJson } from './json.ts'

/** What is wrong with the media type of an answer: it names the version that answered. */
function versionIssue(asked: Asked<OperationId, ApiVersion>, headers: Headers): Issue | undefined {
  const contentType = headers.get('Content-Type') ?? ''
  const expected = asked.answering.version
  if (contentType === vendorContentType(expected)) return undefined
  const [mediaType = ''] = contentType.toLowerCase().split(';', 1)
  if (mediaType.trim() === vendorMediaType(expected)) return undefined
  const message = `expected Content-Type ${vendorMediaType(expected)}, got ${contentType || 'none'}`
  return { path: [], message }
}

/** What is wrong with a body, by the shape of the version that answers. An operation without a body has no shape. */
function bodyIssues(asked: Asked<OperationId, ApiVersion>, body: unknown): readonly Issue[] {
  const shape = answerShape(asked.operationId, asked.answering.version)
  if (shape === undefined) return []
  return body === undefined ? [{ path: [], message: 'expected JSON' }] : shape.issues(body)
}

function isAnswer<Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  body: unknown,
): body is Answer<Op, V> {
  return bodyIssues(asked, body).length === 0
}

/**
 * Reads the answer of a success: its body, of which keys that the shape does not name are kept, or `undefined` where the
 * operation answers none, whatever may have come. The media type then matters only of a status that promises a body.
 *
 * @throws ShapeError when it is no JSON, breaks the shape, or comes in a version that was not asked for
 */
export function readAnswer<Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
): Answer<Op, V> {
  const reject = (issues: readonly Issue[]) => new ShapeError({ ...asked, issues, text })
  const hasBody = operations[asked.operationId].successStatus !== 204
  const wrong = hasBody || status !== 204 ? versionIssue(asked, headers) : undefined
  if (wrong !== undefined) throw reject([wrong])
  const body = hasBody ? parseJson(text) : undefined
  if (isAnswer(asked, body)) return body
  throw reject(bodyIssues(asked, body))
}
