import {
  type Answer,
  type ApiVersion,
  type Issue,
  type OperationId,
  operations,
  type Schema,
  schemaIssues,
} from '@export-buckets/core'
import type { Asked } from './asked.ts'
import { ShapeError } from './errors/shape-error.ts'
import { parseJson } from './json.ts'
import { mediaTypeOf } from './media-type.ts'
import type { Answered } from './transport/answered.ts'

type AnyAsked = Asked<OperationId, ApiVersion>

/** The last right `Content-Type` of each version: Atlas sends the same one every time. */
const rightTypes = new Map<string, string>()

/** The last body that was right, and by which schema: who waits for something to change gets the same one again and again. */
let right: { readonly schema: Schema | undefined; readonly text: string } | undefined

/** What is wrong with the media type of an answer: it names the version that answered. */
function versionIssue({ answering: { version } }: AnyAsked, headers: Headers): Issue | undefined {
  const contentType = headers.get('Content-Type') ?? ''
  if (rightTypes.get(version) === contentType) return undefined
  const expected = mediaTypeOf(version)
  const [mediaType = ''] = contentType.toLowerCase().split(';', 1)
  if (mediaType.trim() !== expected) {
    return { path: [], message: `expected Content-Type ${expected}, got ${contentType || 'none'}` }
  }
  rightTypes.set(version, contentType)
  return undefined
}

/** What is wrong with a body, by the schema of the version that answers. An operation without a body has none. */
function bodyIssues(
  { answering: { schema } }: AnyAsked,
  body: unknown,
  text: string,
): readonly Issue[] {
  if (schema === undefined || (schema === right?.schema && text === right.text)) return []
  if (body === undefined) return [{ path: [], message: 'expected JSON' }]
  const issues = schemaIssues(schema, body)
  if (issues.length === 0) right = { schema, text }
  return issues
}

function isAnswer<Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  body: unknown,
  text: string,
): body is Answer<Op, V> {
  return bodyIssues(asked, body, text).length === 0
}

/**
 * Reads the answer of a success: its body, of which keys that the shape does not name are kept, or `undefined` where the
 * operation answers none, whatever may have come. The media type then matters only of a status that promises a body.
 *
 * @throws ShapeError when it is no JSON, breaks the shape, or comes in a version that was not asked for
 */
export function readAnswer<Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  { status, response }: Answered,
  text: string,
): Answer<Op, V> {
  const hasBody = operations[asked.operationId].successStatus !== 204
  const wrong = hasBody || status !== 204 ? versionIssue(asked, response.headers) : undefined
  if (wrong !== undefined) throw new ShapeError({ ...asked, issues: [wrong], text })
  const body = hasBody ? parseJson(text) : undefined
  if (isAnswer(asked, body, text)) return body
  throw new ShapeError({ ...asked, issues: bodyIssues(asked, body, text), text })
}
