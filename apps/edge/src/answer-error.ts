import { apiError, errorCatalogue } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { AtlasError, OAuthFailure } from './errors.ts'
import { type Format, lenientFormat, write } from './format.ts'
import { PassedOnError } from './gateway/failures.ts'
import { oauthFailure } from './routes/oauth.ts'
import { StoreUnavailableError } from './store/store.ts'

/** Seconds until a caller should ask again when the storage is away. */
const storeRetryAfter = 5

/** The recorded 401 is indented, whatever the caller asked for. */
function formatFor(c: Context<Env>, error: AtlasError): Format {
  const format = lenientFormat(c)
  return error.entry === 'UNAUTHORIZED' ? { ...format, pretty: true } : format
}

function answerAtlasError(c: Context<Env>, error: AtlasError): Response {
  const body = apiError(error.entry, error.specifics)
  const { status } = errorCatalogue[error.entry]
  c.set('errorCode', body.errorCode)
  if (error.cause !== undefined) c.set('failure', error.cause)
  return c.body(write(body, status, formatFor(c, error)), status, {
    'Content-Type': 'application/json',
    'X-Error-Code': body.errorCode,
    ...error.headers,
  })
}

/** An error of Atlas behind the gateway, in its own words. */
function answerPassedOn(c: Context<Env>, { body, status }: PassedOnError): Response {
  c.set('errorCode', body.errorCode)
  return c.body(write(body, status, lenientFormat(c)), status, {
    'Content-Type': 'application/json',
    'X-Error-Code': body.errorCode,
  })
}

/** Answers with what was thrown. Of an error that nobody foresaw the caller learns nothing but that it happened. */
export function answerError(error: Error, c: Context<Env>): Response {
  if (error instanceof OAuthFailure) return oauthFailure(c, error)
  if (error instanceof AtlasError) return answerAtlasError(c, error)
  if (error instanceof PassedOnError) return answerPassedOn(c, error)
  c.set('failure', error)
  if (error instanceof StoreUnavailableError) {
    const headers = { 'Retry-After': String(storeRetryAfter) }
    return answerAtlasError(c, new AtlasError('SERVICE_UNAVAILABLE', {}, headers))
  }
  return answerAtlasError(c, new AtlasError('UNEXPECTED_ERROR'))
}
