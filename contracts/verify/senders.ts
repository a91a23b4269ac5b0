import { type AuthStrategy, type OwnRequest, TokenError } from '@export-buckets/client'
import type { Auth } from '../matrix/cells.ts'
import { patienceForAnAnswer } from './bounded.ts'
import type { Target } from './target.ts'

/** Sends a request. */
export type Send = (request: Request) => Promise<Response>

/** A token endpoint that refuses is not asked again for each cell; one that asks to wait is. */
function refusedOnce(send: Send): Send {
  let refusal: TokenError | undefined
  return async (request) => {
    if (refusal !== undefined) throw refusal
    return send(request).catch((error: unknown) => {
      if (error instanceof TokenError && error.status !== 429) refusal = error
      throw error
    })
  }
}

/** What stands in the pact for credentials opens nothing: the strategy puts real ones in its place. */
function signed(strategy: AuthStrategy, send: Send, baseUrl: string): Send {
  const sent = (request: OwnRequest) =>
    send(new Request(request.url, { ...request, redirect: 'manual' }))
  const wrapped = strategy.wrap(sent, { baseUrl, timeout: patienceForAnAnswer, fetch: sent })
  return async (request) => {
    const { url, method, signal } = request
    const { authorization: _, ...headers } = Object.fromEntries(request.headers)
    const body = request.body === null ? null : await request.arrayBuffer()
    return wrapped({ url, method, headers, body, signal })
  }
}

/** How the request of a cell is sent: signed anew where its credentials are to be good, else as it stands in the pact. */
export function sendersOf({ baseUrl, credentials }: Target, send: Send): (auth: Auth) => Send {
  const { account, key } = credentials
  const bearer = account && refusedOnce(signed(account, send, baseUrl))
  const digest = key && signed(key, send, baseUrl)
  return (auth) => {
    if (auth === 'Bearer' && bearer !== undefined) return bearer
    if (auth === 'Digest' && digest !== undefined) return digest
    return send
  }
}
