import {
  type ApiVersion,
  bodyViolation,
  type OperationId,
  operations,
  parseVersionDate,
  type RequestBody,
  type ResourceVersion,
  requestValidator,
  resolveVersion,
} from '@export-buckets/core'
import { parseStrictJson } from '../lib/strict-json.ts'
import { AtlasError, violationError } from './errors.ts'
import { type BodyReadProblem, readLimitedBody } from './read-limited-body.ts'
import { type RequestContext, required } from './request-context.ts'

/** Bytes. The longest URL of a container has 2048 characters, and nothing else is long. */
const maxBodyBytes = 16_384

const vendorTypePattern = /^application\/vnd\.atlas\./
/** JSON by its own name, or by the suffix of a format that is based on it (RFC 6839 §3.1). */
const jsonTypePattern = /^(?:application|text)\/json$|^[^/]+\/[^/]+\+json$/
const utf8CharsetPattern = /^\s*charset\s*=\s*"?utf-?8"?\s*$/i

/**
 * Returns the version in which the body of a request is read.
 *
 * A vendor media type names it, as MongoDB's SDKs send it: the newest version not later than its date, but none newer than
 * the version that answers, which could not show what it does not know. Any other JSON type, such as `application/json`
 * in MongoDB's own examples, means the version that `Accept` asks for.
 *
 * @throws AtlasError 415 for a type that is not JSON, 406 for a vendor media type without a version of the operation
 */
export function requestBodyVersion(
  { c, resourceVersion }: RequestContext,
  operationId: OperationId,
): ResourceVersion {
  const [type = '', ...parameters] = (c.req.header('Content-Type') ?? '').split(';')
  const mediaType = type.trim().toLowerCase()
  const isReadable = parameters.every(
    (parameter) => /^\s*$/.test(parameter) || utf8CharsetPattern.test(parameter),
  )
  if (!jsonTypePattern.test(mediaType) || !isReadable || c.req.header('Content-Encoding')) {
    throw new AtlasError('UNSUPPORTED_MEDIA_TYPE')
  }
  const responseVersion = required(resourceVersion)
  if (!vendorTypePattern.test(mediaType)) return responseVersion
  const version = resolveVersion(operations[operationId], parseVersionDate(mediaType) ?? '')
  if (version === undefined) throw new AtlasError('INVALID_VERSION_DATE')
  return responseVersion.version < version.version ? responseVersion : version
}

const malformedBody = (description: string) =>
  new AtlasError('MALFORMED_JSON', { fields: [{ description, field: '' }] })

const bodyReadError = (problem: BodyReadProblem) =>
  problem === 'too large'
    ? new AtlasError('CONTENT_TOO_LARGE', { parameters: [String(maxBodyBytes)] })
    : malformedBody('the upload ended before the body was complete')

function parseBody(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw malformedBody(error instanceof SyntaxError ? error.message : 'invalid UTF-8')
  }
}

/**
 * Reads the body of a request.
 *
 * @throws AtlasError 413, 415, 406, or 400 that lists every violation
 */
export async function readBody<Op extends OperationId>(
  context: RequestContext,
  operationId: Op,
): Promise<RequestBody<Op, ApiVersion>> {
  const { version } = requestBodyVersion(context, operationId)
  const body = parseBody(await readLimitedBody(context.c.req.raw, maxBodyBytes, bodyReadError))
  const validator = requestValidator<Op, ApiVersion>(operationId, version)
  if (validator === undefined) throw new TypeError(`${operationId} takes no body`)
  if (!validator.is(body)) throw violationError(bodyViolation(validator.issues(body), body))
  return body
}
