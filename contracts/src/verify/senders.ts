import {
  AtlasApiError,
  type AtlasRequestInit,
  type AuthStrategy,
  TokenError,
} from '@export-buckets/client'
import type { OperationId } from '@export-buckets/core'
import type { Auth } from '../matrix/cell.ts'
import { responseTimeoutMs } from './limit-response.ts'
import type { Send, Target, Wait } from './options.ts'
import { assertSameOrigin } from './request.ts'

/** Remembers a refusal of the token endpoint, so that it is not called again for each cell. A 429 is retried. */
function rememberTokenError(send: Send): Send {
  let tokenError: TokenError | undefined
  return async (request) => {
    if (tokenError !== undefined) throw tokenError
    return send(request).catch((error: unknown) => {
      if (error instanceof TokenError && error.status !== 429) tokenError = error
      throw error
    })
  }
}

/** Replaces the placeholder credentials of the pact with real ones. */
function withCredentials(strategy: AuthStrategy, send: Send, baseUrl: string): Send {
  const sendUnsigned = (request: AtlasRequestInit) =>
    send(new Request(request.url, { ...request, redirect: 'manual' }))
  const sendAuthenticated = strategy.wrap(sendUnsigned, {
    baseUrl,
    timeout: responseTimeoutMs,
    fetch: sendUnsigned,
  })
  return async (request) => {
    assertSameOrigin(request.url, baseUrl)
    const { url, method, signal } = request
    const { authorization: _, ...headers } = Object.fromEntries(request.headers)
    const body = request.body === null ? null : await request.arrayBuffer()
    return sendAuthenticated({ url, method, headers, body, signal })
  }
}

/**
 * Returns a function that selects the sender of a request: with real credentials when the cell needs them, otherwise
 * as in the pact. Every sender rejects a URL of another origin than the provider's, even when a strategy requests it.
 */
export function createSenders({ baseUrl, credentials }: Target, send: Send): (auth: Auth) => Send {
  const sendToProvider: Send = async (request) => {
    assertSameOrigin(request.url, baseUrl)
    return send(request)
  }
  const { account, key } = credentials
  const bearer = account && rememberTokenError(withCredentials(account, sendToProvider, baseUrl))
  const digest = key && withCredentials(key, sendToProvider, baseUrl)
  return (auth) => {
    if (auth === 'Bearer' && bearer !== undefined) return bearer
    if (auth === 'Digest' && digest !== undefined) return digest
    return sendToProvider
  }
}

/** The handling of a 429. */
export interface RateLimitRetryOptions {
  readonly wait: Wait
  readonly signal: AbortSignal
  /** Called before each wait. */
  onWait(seconds: number): void
}

const maxRetries = 5
const maxWaitSeconds = 120
/** Used when the provider sends no `Retry-After`. */
const defaultWaitSeconds = 10

/** Returns the seconds of a 429's `Retry-After`, or `undefined` for any other response. */
async function retryAfterSeconds(
  operationId: OperationId,
  response: Response,
): Promise<number | undefined> {
  if (response.status !== 429) return undefined
  const { retryAfter } = new AtlasApiError(operationId, response, await response.text())
  return retryAfter ?? defaultWaitSeconds
}

function tokenRetryAfter(error: unknown): number {
  if (error instanceof TokenError && error.status === 429)
    return error.retryAfter ?? defaultWaitSeconds
  throw error
}

/**
 * Retries a request while the provider, or its token endpoint, responds with 429, after the time that it asks for.
 *
 * @throws when it asks for more than two minutes, or after five retries
 */
export async function withRateLimitRetry(
  operationId: OperationId,
  send: () => Promise<Response>,
  { wait, signal, onWait }: RateLimitRetryOptions,
): Promise<Response> {
  for (let retries = 0; ; retries++) {
    const responseOrDelay = await send().catch(tokenRetryAfter)
    const seconds =
      typeof responseOrDelay === 'number'
        ? responseOrDelay
        : await retryAfterSeconds(operationId, responseOrDelay.clone())
    if (seconds === undefined && typeof responseOrDelay !== 'number') return responseOrDelay
    const waitSeconds = seconds ?? defaultWaitSeconds
    if (retries === maxRetries || waitSeconds > maxWaitSeconds)
      throw new Error(`rate limited: the provider asks to wait another ${waitSeconds} s`)
    onWait(waitSeconds)
    await wait(waitSeconds * 1000, signal)
  }
}
