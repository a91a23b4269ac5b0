import { apiError, errorCodeHeader } from '@export-buckets/core'
import { UpstreamError, UpstreamUnavailableError } from '../gateway/errors.ts'
import { tokenEndpointErrorResponse } from '../oauth/oauth.ts'
import { StoreUnavailableError } from '../store/store.ts'
import { AtlasError, TokenEndpointError } from './errors.ts'
import type { RequestContext } from './request-context.ts'
import { type HeaderRecord, respond } from './respond.ts'
import { formatFromQuery, type ResponseFormat, serializeBody } from './response-format.ts'

/** Seconds until a caller should try again when the store is unavailable. */
const storeRetryAfterSeconds = 5

/** The recorded 401 for bad credentials is indented, whatever the caller asked for. */
function errorFormat(context: RequestContext, error: AtlasError): ResponseFormat {
  const format = formatFromQuery(context)
  return error.errorName === 'UNAUTHORIZED' ? { ...format, pretty: true } : format
}

/** Recorded: most errors vary by `Accept-Encoding`, and a 401 never has `X-Error-Code`. */
function errorHeaders(status: number, errorCode: string | undefined): HeaderRecord {
  return {
    Vary: 'Accept-Encoding',
    ...(status !== 401 && errorCode !== undefined && { [errorCodeHeader]: errorCode }),
  }
}

function atlasErrorResponse(context: RequestContext, error: AtlasError): Response {
  if (error.cause !== undefined) context.failure = error.cause
  const body = apiError(error.errorName, error.details)
  const { error: status, errorCode } = body
  context.errorCode = errorCode
  return respond(context, status, serializeBody(body, status, errorFormat(context, error)), {
    'Content-Type': 'application/json',
    ...errorHeaders(status, errorCode),
    ...error.headers,
  })
}

/** Answers with an error of Atlas as it came: its body may be empty, and need not have a code. */
function upstreamErrorResponse(
  context: RequestContext,
  { status, body, errorCode }: UpstreamError,
  extraHeaders?: HeaderRecord,
): Response {
  context.errorCode = errorCode
  const headers = { ...errorHeaders(status, errorCode), ...extraHeaders }
  if (body === undefined) return respond(context, status, null, headers)
  const text = serializeBody(body, status, formatFromQuery(context))
  return respond(context, status, text, { 'Content-Type': 'application/json', ...headers })
}

/** Answers with what was thrown. An unexpected error becomes a bare 500: only the log says what happened. */
export function toErrorResponse(error: Error, context: RequestContext): Response {
  if (error instanceof TokenEndpointError) return tokenEndpointErrorResponse(context, error)
  if (error instanceof UpstreamUnavailableError && error.upstreamError !== undefined) {
    context.failure = error.cause
    return upstreamErrorResponse(context, error.upstreamError, error.headers)
  }
  if (error instanceof AtlasError) return atlasErrorResponse(context, error)
  if (error instanceof UpstreamError) return upstreamErrorResponse(context, error)
  context.failure = error
  if (error instanceof StoreUnavailableError) {
    const headers = { 'Retry-After': String(storeRetryAfterSeconds) }
    return atlasErrorResponse(context, new AtlasError('SERVICE_UNAVAILABLE', {}, headers))
  }
  return atlasErrorResponse(context, new AtlasError('UNEXPECTED_ERROR'))
}
