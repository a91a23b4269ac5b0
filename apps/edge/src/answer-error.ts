import { type ApiError, apiError, errorCatalogue } from '@export-buckets/core'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env } from './env.ts'
import { AtlasError, OAuthFailure } from './errors.ts'
import { type Format, lenientFormat, write } from './format.ts'
import { PassedOnError } from './gateway/failures.ts'
import { reply } from './reply.ts'
import { oauthFailure } from './routes/oauth.ts'
import { StoreUnavailableError } from './store/store.ts'

/** Seconds until a caller should ask again when the storage is away. */
const storeRetryAfter = 5

/** The recorded 401 is indented, whatever the caller asked for. */
function formatFor(c: Context<Env>, error: AtlasError): Format {
  const format = lenientFormat(c)
  return error.entry === 'UNAUTHORIZED' ? { ...format, pretty: true } : format
}

function answerApiError(
  c: Context<Env>,
  status: ContentfulStatusCode,
  body: ApiError,
  format: Format,
  headers: Readonly<Record<string, string>> = {},
): Response {
  c.set('errorCode', body.errorCode)
  return reply(c, status, write(body, status, format), {
    'Content-Type': 'application/json',
    'X-Error-Code': body.errorCode,
    ...headers,
  })
}

function answerAtlasError(c: Context<Env>, error: AtlasError): Response {
  if (error.cause !== undefined) c.set('failure', error.cause)
  const { status } = errorCatalogue[error.entry]
  const body = apiError(error.entry, error.specifics)
  return answerApiError(c, status, body, formatFor(c, error), error.headers)
}

/** Answers with what was thrown. Of an error that nobody foresaw the caller learns nothing but that it happened. */
export function answerError(error: Error, c: Context<Env>): Response {
  if (error instanceof OAuthFailure) return oauthFailure(c, error)
  if (error instanceof AtlasError) return answerAtlasError(c, error)
  if (error instanceof PassedOnError) {
    return answerApiError(c, error.status, error.body, lenientFormat(c))
  }
  c.set('failure', error)
  if (error instanceof StoreUnavailableError) {
    const headers = { 'Retry-After': String(storeRetryAfter) }
    return answerAtlasError(c, new AtlasError('SERVICE_UNAVAILABLE', {}, headers))
  }
  return answerAtlasError(c, new AtlasError('UNEXPECTED_ERROR'))
}
