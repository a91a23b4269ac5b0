import { type AtlasRequestInit, type AuthStrategy, TokenError } from '@export-buckets/client'
import type { Auth } from '../matrix/cell.ts'
import { RESPONSE_TIMEOUT_MS } from './limit-response.ts'
import { assertSameOrigin } from './request.ts'
import type { Target } from './target.ts'

/** Sends a request. */
export type Send = (request: Request) => Promise<Response>

/** A token endpoint that refuses is not asked again for each cell; one that asks to wait is. */
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

/** The credentials in the pact are placeholders: the strategy puts real ones in their place. */
function withCredentials(strategy: AuthStrategy, send: Send, baseUrl: string): Send {
  const sendUnsigned = (request: AtlasRequestInit) =>
    send(new Request(request.url, { ...request, redirect: 'manual' }))
  const sendAuthenticated = strategy.wrap(sendUnsigned, {
    baseUrl,
    timeout: RESPONSE_TIMEOUT_MS,
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
 * Returns how the request of a cell is sent: with real credentials where the cell needs them, else as it stands in the
 * pact. Nothing is sent to another origin than that of the provider, whatever a strategy does.
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
