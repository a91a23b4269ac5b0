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
import { UnexpectedResponseError } from './errors/unexpected-response-error.ts'
import { parseJson } from './json.ts'
import { secretsOf } from './secrets.ts'
import type { Answered } from './transport/answered.ts'

/** What came as the answer of a version. */
interface Came {
  readonly answering: ResourceVersion
  readonly contentType: string
  readonly text: string
}

/** What is wrong with the media type of an answer: it names the version that answered. */
function typeIssue({ answering: { version }, contentType }: Came): Issue | undefined {
  const expected = vendorMediaType(version)
  const [mediaType = ''] = contentType.toLowerCase().split(';', 1)
  if (mediaType.trim() === expected) return undefined
  const message = `expected Content-Type ${expected}, got ${contentType || 'none'}`
  return { path: [], code: 'rule', message }
}

function bodyIssues({ answering: { schema } }: Came, body: unknown): readonly Issue[] {
  if (schema === undefined) return []
  if (body === undefined) return [{ path: [], code: 'type', message: 'expected JSON' }]
  return schemaIssues(schema, body)
}

/** What is wrong with an answer: with its media type, or else with its body. Neither is looked at that was right before. */
function issuesOf(came: Came, body: unknown, right: Came | undefined): readonly Issue[] {
  const isTypeAgain = came.answering === right?.answering && came.contentType === right.contentType
  const wrong = isTypeAgain ? undefined : typeIssue(came)
  if (wrong !== undefined) return [wrong]
  return isTypeAgain && came.text === right?.text ? [] : bodyIssues(came, body)
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
 * @throws UnexpectedResponseError when it is no JSON, breaks the shape, or comes in a version that was not asked for
 */
export type ReadAnswer = <Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  answered: Answered,
  text: string,
) => Answer<Op, V>

/** Reads a client's answers; the same one again, as who waits for something to change gets it, is not checked anew. */
export function reading(): ReadAnswer {
  let right: Came | undefined
  return <Op extends OperationId, V extends ApiVersion>(
    asked: Asked<Op, V>,
    { status, response, authorizations }: Answered,
    text: string,
  ) => {
    const { answering } = asked
    const body = answering.schema && parseJson(text)
    const contentType = response.headers.get('Content-Type') ?? ''
    const came = { answering, contentType, text }
    const isBodiless = answering.schema === undefined && status === 204
    const issues = isBodiless ? [] : issuesOf(came, body, right)
    if (!isAnswer<Op, V>(body, issues)) {
      const secrets = secretsOf(authorizations)
      throw new UnexpectedResponseError({ ...asked, issues, text, secrets })
    }
    if (!isBodiless) right = came
    return body
  }
}
