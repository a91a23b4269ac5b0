import { apiError, errorCodeHeader } from '@export-buckets/core'
import { AtlasError, OAuthFailure } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { type Format, lenientFormat, write } from './format.ts'
import { AwayError, UpstreamError } from './gateway/failures.ts'
import { type HeaderRecord, reply } from './reply.ts'
import { oauthFailure } from './routes/oauth.ts'
import { StoreUnavailableError } from './store/store.ts'

/** Seconds until a caller should try again when the store is unavailable. */
const storeRetryAfter = 5

/** The recorded 401 for bad credentials is indented, whatever the caller asked for. */
function formatFor(exchange: Exchange, error: AtlasError): Format {
  const format = lenientFormat(exchange)
  return error.entry === 'UNAUTHORIZED' ? { ...format, pretty: true } : format
}

/** Recorded: most errors vary by `Accept-Encoding`, and a 401 never has `X-Error-Code`. */
function errorHeaders(status: number, errorCode: string | undefined): HeaderRecord {
  return {
    Vary: 'Accept-Encoding',
    ...(status !== 401 && errorCode !== undefined && { [errorCodeHeader]: errorCode }),
  }
}

function answerAtlasError(exchange: Exchange, error: AtlasError): Response {
  if (error.cause !== undefined) exchange.failure = error.cause
  const body = apiError(error.entry, error.specifics)
  const { error: status, errorCode } = body
  exchange.errorCode = errorCode
  return reply(exchange, status, write(body, status, formatFor(exchange, error)), {
    'Content-Type': 'application/json',
    ...errorHeaders(status, errorCode),
    ...error.headers,
  })
}

/** Answers with an error of Atlas as it came: its body may be empty, and need not have a code. */
function answerUpstreamError(
  exchange: Exchange,
  { status, body, errorCode }: UpstreamError,
  more?: HeaderRecord,
): Response {
  exchange.errorCode = errorCode
  const headers = { ...errorHeaders(status, errorCode), ...more }
  if (body === undefined) return reply(exchange, status, null, headers)
  const text = write(body, status, lenientFormat(exchange))
  return reply(exchange, status, text, { 'Content-Type': 'application/json', ...headers })
}

/** Answers with what was thrown. An unexpected error becomes a bare 500: only the log says what happened. */
export function answerError(error: Error, exchange: Exchange): Response {
  if (error instanceof OAuthFailure) return oauthFailure(exchange, error)
  if (error instanceof AwayError && error.upstreamError !== undefined) {
    exchange.failure = error.cause
    return answerUpstreamError(exchange, error.upstreamError, error.headers)
  }
  if (error instanceof AtlasError) return answerAtlasError(exchange, error)
  if (error instanceof UpstreamError) return answerUpstreamError(exchange, error)
  exchange.failure = error
  if (error instanceof StoreUnavailableError) {
    const headers = { 'Retry-After': String(storeRetryAfter) }
    return answerAtlasError(exchange, new AtlasError('SERVICE_UNAVAILABLE', {}, headers))
  }
  return answerAtlasError(exchange, new AtlasError('UNEXPECTED_ERROR'))
}
