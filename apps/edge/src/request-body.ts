import {
  type ApiVersion,
  answeringVersion,
  bodyViolation,
  type OperationId,
  operations,
  type RequestBody,
  type ResourceVersion,
  requestShape,
  versionDateOf,
} from '@export-buckets/core'
import { type BodyProblem, boundedBytes } from './bounded-bytes.ts'
import { AtlasError, violationError } from './errors.ts'
import { type Exchange, found } from './exchange.ts'
import { parseStrictJson } from './strict-json.ts'

/** Bytes. The longest URL of a container has 2048 characters, and nothing else is long. */
const largestBody = 16_384

const vendorType = /^application\/vnd\.atlas\./
/** JSON by its own name, or by the suffix of a format that is based on it (RFC 6839 §3.1). */
const jsonType = /^(?:application|text)\/json$|^[^/]+\/[^/]+\+json$/
const utf8 = /^\s*charset\s*=\s*"?utf-?8"?\s*$/i

/**
 * Returns the version in which the body of a request is read.
 *
 * A vendor media type names it, as MongoDB's SDKs send it: the newest version not later than its date, but none newer than
 * the version that answers, which could not show what it does not know. Any other JSON type, such as `application/json`
 * in MongoDB's own examples, means the version that `Accept` asks for.
 *
 * @throws AtlasError 415 for a type that is not JSON, 406 for a vendor media type without a version of the operation
 */
export function bodyVersion(
  { c, resourceVersion }: Exchange,
  operationId: OperationId,
): ResourceVersion {
  const [type = '', ...parameters] = (c.req.header('Content-Type') ?? '').split(';')
  const mediaType = type.trim().toLowerCase()
  const isReadable = parameters.every(
    (parameter) => /^\s*$/.test(parameter) || utf8.test(parameter),
  )
  if (!jsonType.test(mediaType) || !isReadable || c.req.header('Content-Encoding')) {
    throw new AtlasError('UNSUPPORTED_MEDIA_TYPE')
  }
  const answered = found(resourceVersion)
  if (!vendorType.test(mediaType)) return answered
  const version = answeringVersion(operations[operationId], versionDateOf(mediaType) ?? '')
  if (version === undefined) throw new AtlasError('INVALID_VERSION_DATE')
  return answered.version < version.version ? answered : version
}

const malformed = (description: string) =>
  new AtlasError('MALFORMED_JSON', { fields: [{ description, field: '' }] })

const bodyError = (problem: BodyProblem) =>
  problem === 'too large'
    ? new AtlasError('CONTENT_TOO_LARGE', { parameters: [String(largestBody)] })
    : malformed('the upload ended before the body was complete')

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw malformed(error instanceof SyntaxError ? error.message : 'invalid UTF-8')
  }
}

/**
 * Reads the body of a request.
 *
 * @throws AtlasError 413, 415, 406, or 400 that lists every violation
 */
export async function readBody<Op extends OperationId>(
  exchange: Exchange,
  operationId: Op,
): Promise<RequestBody<Op, ApiVersion>> {
  const { version } = bodyVersion(exchange, operationId)
  const body = parsed(await boundedBytes(exchange.c.req.raw, largestBody, bodyError))
  const shape = requestShape<Op, ApiVersion>(operationId, version)
  if (shape === undefined) throw new TypeError(`${operationId} takes no body`)
  if (!shape.is(body)) throw violationError(bodyViolation(shape.issues(body), body))
  return body
}
