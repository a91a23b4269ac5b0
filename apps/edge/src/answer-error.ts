import { type ApiError, apiError, errorCodeHeader } from '@export-buckets/core'
import { AtlasError, OAuthFailure } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { type Format, lenientFormat, write } from './format.ts'
import { PassedOnError } from './gateway/failures.ts'
import { reply } from './reply.ts'
import { oauthFailure } from './routes/oauth.ts'
import { StoreUnavailableError } from './store/store.ts'

/** Seconds until a caller should ask again when the storage is away. */
const storeRetryAfter = 5

/** The recorded 401 is indented, whatever the caller asked for. */
function formatFor(exchange: Exchange, error: AtlasError): Format {
  const format = lenientFormat(exchange)
  return error.entry === 'UNAUTHORIZED' ? { ...format, pretty: true } : format
}

function answerApiError(
  exchange: Exchange,
  status: number,
  body: ApiError,
  format: Format,
  headers: Readonly<Record<string, string>> = {},
): Response {
  exchange.errorCode = body.errorCode
  return reply(exchange, status, write(body, status, format), {
    'Content-Type': 'application/json',
    [errorCodeHeader]: body.errorCode,
    ...headers,
  })
}

function answerAtlasError(exchange: Exchange, error: AtlasError): Response {
  if (error.cause !== undefined) exchange.failure = error.cause
  const body = apiError(error.entry, error.specifics)
  return answerApiError(exchange, body.error, body, formatFor(exchange, error), error.headers)
}

/** Answers with what was thrown. Of an error that nobody foresaw the caller learns nothing but that it happened. */
export function answerError(error: Error, exchange: Exchange): Response {
  if (error instanceof OAuthFailure) return oauthFailure(exchange, error)
  if (error instanceof AtlasError) return answerAtlasError(exchange, error)
  if (error instanceof PassedOnError) {
    return answerApiError(exchange, error.status, error.body, lenientFormat(exchange))
  }
  exchange.failure = error
  if (error instanceof StoreUnavailableError) {
    const headers = { 'Retry-After': String(storeRetryAfter) }
    return answerAtlasError(exchange, new AtlasError('SERVICE_UNAVAILABLE', {}, headers))
  }
  return answerAtlasError(exchange, new AtlasError('UNEXPECTED_ERROR'))
}
