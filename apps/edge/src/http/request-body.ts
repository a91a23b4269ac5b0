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
import { type RequestContext, requireValue } from './request-context.ts'

/** The longest valid field is the URL of a container, with 2048 characters. */
const maxBodyBytes = 16_384

const vendorTypePattern = /^application\/vnd\.atlas\./
/** Matches JSON and media types with the suffix `+json` (RFC 6839 §3.1). */
const jsonTypePattern = /^(?:application|text)\/json$|^[^/]+\/[^/]+\+json$/
const utf8CharsetPattern = /^\s*charset\s*=\s*"?utf-?8"?\s*$/i

/**
 * Returns the resource version of a request's body.
 *
 * MongoDB's SDKs send a vendor media type. It selects the newest version up to its date, but never a newer version than the
 * response has, which lacks the fields of later versions. Any other JSON type, such as the `application/json` of MongoDB's
 * examples, selects the version of the response.
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
  const responseVersion = requireValue(resourceVersion)
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
 * Parses and validates the body of a request.
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
