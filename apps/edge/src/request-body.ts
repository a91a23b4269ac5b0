import {
  type ApiVersion,
  answeringVersion,
  type OperationId,
  operations,
  type RequestBody,
  type ResourceVersion,
  requestShape,
  versionDateOf,
} from '@export-buckets/core'
import { boundedBytes } from './bounded-bytes.ts'
import { AtlasError } from './errors.ts'
import { type Exchange, found } from './exchange.ts'
import { parseStrictJson } from './strict-json.ts'
import { invalid } from './violations.ts'

/** Bytes. The longest URL of a container has 2048 characters, and nothing else is long. */
const largestBody = 16_384

/**
 * The version that the body is read in: the newest one not later than the date of `Content-Type`, or that of the answer where
 * it is older, since nobody could read there a bucket that it does not know.
 */
export function bodyVersion(
  { c, resourceVersion }: Exchange,
  operationId: OperationId,
): ResourceVersion {
  const [mediaType = '', ...parameters] = (c.req.header('Content-Type') ?? '').split(';')
  const date = versionDateOf(mediaType.trim().toLowerCase())
  const readable = parameters.every((each) => /^\s*charset="?utf-8"?\s*$/i.test(each))
  const version = answeringVersion(operations[operationId], date ?? '')
  if (version === undefined || !readable || c.req.header('Content-Encoding')) {
    throw new AtlasError('UNSUPPORTED_MEDIA_TYPE')
  }
  const answered = found(resourceVersion)
  return answered.version < version.version ? answered : version
}

const tooLarge = () => new AtlasError('CONTENT_TOO_LARGE', { parameters: [String(largestBody)] })

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const said = error instanceof SyntaxError ? error.message : 'it is not UTF-8'
    throw new AtlasError('VALIDATION_ERROR', { parameters: [`the content is no JSON: ${said}`] })
  }
}

/**
 * Reads the body of a request.
 *
 * @throws AtlasError 413, 415, or 400 that names every violation
 */
export async function readBody<Op extends OperationId>(
  exchange: Exchange,
  operationId: Op,
): Promise<RequestBody<Op, ApiVersion>> {
  const { version } = bodyVersion(exchange, operationId)
  const body = parsed(await boundedBytes(exchange.c.req.raw, largestBody, tooLarge))
  const shape = requestShape<Op, ApiVersion>(operationId, version)
  if (shape === undefined) throw new AtlasError('UNSUPPORTED_MEDIA_TYPE')
  if (!shape.is(body)) throw invalid(shape.issues(body))
  return body
}
