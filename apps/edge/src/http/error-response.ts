import { apiError, errorCodeHeader, type OAuthError } from '@export-buckets/core'
import { StoreUnavailableError } from '../lib/store-unavailable-error.ts'
import {
  AtlasError,
  TokenEndpointError,
  UpstreamApiError,
  UpstreamUnavailableError,
} from './errors.ts'
import type { RequestContext } from './request-context.ts'
import {
  formatFromQuery,
  type HeaderRecord,
  type ResponseFormat,
  respond,
  respondJson,
  serializeBody,
} from './respond.ts'

/** The `Retry-After` of a response while the store is unavailable. */
const storeRetryAfterSeconds = 5

/** Returns the format of an error. Recorded: the 401 for invalid credentials is indented, with or without `pretty`. */
function errorFormat(context: RequestContext, error: AtlasError): ResponseFormat {
  const format = formatFromQuery(context)
  return error.errorName === 'UNAUTHORIZED' ? { ...format, pretty: true } : format
}

/** Returns the headers of an error. Recorded: most errors vary by `Accept-Encoding`; a 401 never has `X-Error-Code`. */
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

/** Passes on an error of Atlas. Its body may be empty, or lack a code. */
function upstreamErrorResponse(
  context: RequestContext,
  { status, body, errorCode }: UpstreamApiError,
  extraHeaders?: HeaderRecord,
): Response {
  context.errorCode = errorCode
  const headers = { ...errorHeaders(status, errorCode), ...extraHeaders }
  if (body === undefined) return respond(context, status, null, headers)
  const text = serializeBody(body, status, formatFromQuery(context))
  return respond(context, status, text, { 'Content-Type': 'application/json', ...headers })
}

/** Returns the response of a token endpoint. Its keys have the documented order. */
function tokenEndpointErrorResponse(context: RequestContext, error: TokenEndpointError): Response {
  const body: OAuthError = { error_description: error.message, error: error.code }
  context.errorCode = error.code
  const headers = { Vary: 'Accept-Encoding', ...error.headers }
  return respondJson(context, error.status, body, headers)
}

/** Converts a thrown error to a response. An unexpected error becomes a bare 500, and only the log shows it. */
export function toErrorResponse(error: Error, context: RequestContext): Response {
  if (error instanceof TokenEndpointError) return tokenEndpointErrorResponse(context, error)
  if (error instanceof UpstreamUnavailableError && error.upstreamError !== undefined) {
    context.failure = error.cause
    return upstreamErrorResponse(context, error.upstreamError, error.headers)
  }
  if (error instanceof AtlasError) return atlasErrorResponse(context, error)
  if (error instanceof UpstreamApiError) return upstreamErrorResponse(context, error)
  context.failure = error
  if (error instanceof StoreUnavailableError) {
    const headers = { 'Retry-After': String(storeRetryAfterSeconds) }
    return atlasErrorResponse(context, new AtlasError('SERVICE_UNAVAILABLE', {}, headers))
  }
  return atlasErrorResponse(context, new AtlasError('UNEXPECTED_ERROR'))
}
