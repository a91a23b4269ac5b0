import {
  type Answer,
  type ApiVersion,
  type Issue,
  type OperationId,
  type ResourceVersion,
  schemaIssues,
  vendorMediaType,
} from '@export-buckets/core'
import type { Asked } from './asked.ts'
import { ShapeError } from './errors/shape-error.ts'
import { parseJson } from './json.ts'
import type { Answered } from './transport/answered.ts'

interface Right {
  readonly answering: ResourceVersion
  readonly contentType: string
  readonly text: string
}

/** The last answer that was right: who waits for something to change gets the same one again and again. */
let right: Right | undefined

function isRightAgain({ answering, contentType, text }: Right): boolean {
  return answering === right?.answering && contentType === right.contentType && text === right.text
}

/** What is wrong with an answer: with its media type, which names the version that answered, or else with its body. */
function issuesOf(
  { version, schema }: ResourceVersion,
  contentType: string,
  body: unknown,
): readonly Issue[] {
  const expected = vendorMediaType(version)
  const [mediaType = ''] = contentType.toLowerCase().split(';', 1)
  if (mediaType.trim() !== expected) {
    return [
      { path: [], message: `expected Content-Type ${expected}, got ${contentType || 'none'}` },
    ]
  }
  if (schema === undefined) return []
  if (body === undefined) return [{ path: [], message: 'expected JSON' }]
  return schemaIssues(schema, body)
}

function isAnswer<Op extends OperationId, V extends ApiVersion>(
  body: unknown,
  issues: readonly Issue[],
): body is Answer<Op, V> {
  return issues.length === 0
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
  const { answering } = asked
  const body = answering.schema && parseJson(text)
  const contentType = response.headers.get('Content-Type') ?? ''
  const answer = { answering, contentType, text }
  const isBodiless = answering.schema === undefined && status === 204
  const issues = isBodiless || isRightAgain(answer) ? [] : issuesOf(answering, contentType, body)
  if (!isAnswer<Op, V>(body, issues)) throw new ShapeError({ ...asked, issues, text })
  right = answer
  return body
}
