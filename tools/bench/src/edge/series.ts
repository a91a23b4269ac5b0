import { AccessToken, tokenPath } from '@export-buckets/core'
import type { Child } from '../child.ts'
import { accept, caller, getPath, listPath } from '../fixture.ts'
import type { ServerCommands } from './servers/server.ts'

/** What is asked of which server. */
export interface Series {
  readonly name: string
  readonly server: 'node-http' | 'hono' | 'hono-headers' | 'prism' | 'edge' | 'edge-logging'
  readonly path: string
  readonly authentication: 'Bearer' | 'Digest'
}

const get = { path: getPath, authentication: 'Bearer' } as const
const list = { path: listPath, authentication: 'Bearer' } as const

/** Every series. Servers without authentication get the header all the same, so that they read as many bytes. */
export const series: readonly Series[] = [
  { name: 'bare node:http', server: 'node-http', ...get },
  { name: 'bare Hono', server: 'hono', ...get },
  { name: 'Hono, headers of Atlas', server: 'hono-headers', ...get },
  { name: 'Prism', server: 'prism', ...get },
  { name: 'edge, Bearer', server: 'edge', ...get },
  { name: 'edge, Bearer, with its log', server: 'edge-logging', ...get },
  { name: 'edge, Digest', server: 'edge', ...get, authentication: 'Digest' },
  { name: 'bare Hono, list', server: 'hono', ...list },
  { name: 'edge, list, Bearer', server: 'edge', ...list },
]

/** A series with the server it is for. */
export interface Ready extends Series {
  readonly child: Child<ServerCommands>
  readonly origin: string
  readonly authorization: string
  readonly body: string
}

/** An access token of the edge, from its token endpoint. */
export async function fetchToken(origin: string): Promise<string> {
  const answer = await fetch(origin + tokenPath, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${caller.clientId}:${caller.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return AccessToken.parse(await answer.json()).access_token
}

/** Gets the body that a server answers. @throws Error when it does not answer 200 */
export async function probe(url: string, authorization: string): Promise<string> {
  const answer = await fetch(url, { headers: { Accept: accept, Authorization: authorization } })
  const body = await answer.text()
  if (answer.status === 200) return body
  throw new Error(`GET ${url}: expected 200, got ${answer.status} ${body}`)
}
