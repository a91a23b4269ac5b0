import {
  type Answer,
  type ApiVersion,
  answerShape,
  type Issue,
  type OperationId,
  operations,
  vendorMediaType,
  versionDateOf,
} from '@export-buckets/core'
import { ShapeError } from './errors/shape-error.ts'
import { parseJson } from './json.ts'

/** An operation and the date that it is asked for. */
export interface Asked<Op extends OperationId, V extends ApiVersion> {
  readonly operationId: Op
  readonly version: V
}

/** The version that answers: the newest one that is not later than the date asked for. */
function answering({ operationId, version }: Asked<OperationId, ApiVersion>): ApiVersion {
  const found = operations[operationId].versions.findLast((each) => each.version <= version)
  return found?.version ?? version
}

/** What is wrong with a body, by the shape of the version that answers; an operation without a body has no shape. */
function issuesOf(asked: Asked<OperationId, ApiVersion>, body: unknown): readonly Issue[] {
  return answerShape(asked.operationId, answering(asked))?.issues(body) ?? []
}

function isAnswer<Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  body: unknown,
): body is Answer<Op, V> {
  return issuesOf(asked, body).length === 0
}

/**
 * Reads the body of a success. Keys that the shape does not name stay in it.
 *
 * @throws ShapeError when it is no JSON, breaks the shape, or comes in a version that was not asked for
 */
export function readAnswer<Op extends OperationId, V extends ApiVersion>(
  asked: Asked<Op, V>,
  contentType: string,
  text: string,
): Answer<Op, V> {
  const reject = (issues: readonly Issue[]) => new ShapeError({ ...asked, issues, text })
  const [mediaType = ''] = contentType.toLowerCase().split(';', 1)
  const expected = answering(asked)
  if (versionDateOf(mediaType.trim()) !== expected) {
    const message = `expected Content-Type ${vendorMediaType(expected)}, got ${contentType || 'none'}`
    throw reject([{ path: [], message }])
  }
  const body = parseJson(text)
  if (body === undefined) throw reject([{ path: [], message: 'expected JSON' }])
  if (isAnswer(asked, body)) return body
  throw reject(issuesOf(asked, body))
}
