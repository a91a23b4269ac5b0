import { type AuthStrategy, type OwnRequest, TokenError } from '@export-buckets/client'
import type { Auth } from '../matrix/cells.ts'
import { RESPONSE_TIMEOUT } from './limit-response.ts'
import { assertSameOrigin } from './request.ts'
import type { Target } from './target.ts'

/** Sends a request. */
export type Send = (request: Request) => Promise<Response>

/** A token endpoint that refuses is not asked again for each cell; one that asks to wait is. */
function rememberRefusal(send: Send): Send {
  let refusal: TokenError | undefined
  return async (request) => {
    if (refusal !== undefined) throw refusal
    return send(request).catch((error: unknown) => {
      if (error instanceof TokenError && error.status !== 429) refusal = error
      throw error
    })
  }
}

/** The credentials in the pact are placeholders: the strategy puts real ones in their place. */
function authenticated(strategy: AuthStrategy, send: Send, baseUrl: string): Send {
  const sendOwn = (request: OwnRequest) =>
    send(new Request(request.url, { ...request, redirect: 'manual' }))
  const wrapped = strategy.wrap(sendOwn, { baseUrl, timeout: RESPONSE_TIMEOUT, fetch: sendOwn })
  return async (request) => {
    assertSameOrigin(request.url, baseUrl)
    const { url, method, signal } = request
    const { authorization: _, ...headers } = Object.fromEntries(request.headers)
    const body = request.body === null ? null : await request.arrayBuffer()
    return wrapped({ url, method, headers, body, signal })
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
  const bearer = account && rememberRefusal(authenticated(account, sendToProvider, baseUrl))
  const digest = key && authenticated(key, sendToProvider, baseUrl)
  return (auth) => {
    if (auth === 'Bearer' && bearer !== undefined) return bearer
    if (auth === 'Digest' && digest !== undefined) return digest
    return sendToProvider
  }
}
