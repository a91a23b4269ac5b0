import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Auth } from '../matrix/cells.ts'
import { type Patience, patiently } from './patience.ts'
import type { Planned } from './plan.ts'
import type { Send } from './senders.ts'

/** The header by which the gate knows the cell of a request. It goes no further. */
export const cellHeader = 'X-Export-Buckets-Cell'

/** How requests are sent on. */
export interface Forwarding {
  readonly baseUrl: string
  readonly userAgent: string
  readonly senders: (auth: Auth) => Send
  readonly patience: Patience
}

/** Those of a connection (RFC 9110, section 7.6.1), and those that `fetch` writes by itself. */
const ownOfAConnection = ['connection', 'host', 'keep-alive', 'transfer-encoding', 'content-length']
const notSent = [...ownOfAConnection, 'accept-encoding', 'user-agent', cellHeader.toLowerCase()]
/** `fetch` has decoded the body; and Pact would follow a redirect past the gate, to wherever the provider says. */
const notReturned = [...ownOfAConnection, 'content-encoding', 'location']

function headersSent({ headersDistinct }: IncomingMessage, userAgent: string): Headers {
  const headers = new Headers({ 'User-Agent': userAgent })
  for (const [name, values] of Object.entries(headersDistinct)) {
    if (!notSent.includes(name)) headers.set(name, (values ?? []).join(', '))
  }
  return headers
}

/** Sends the request of a cell on to the provider, with the credentials that the cell is to have. */
export async function forward(
  request: IncomingMessage,
  { cell }: Planned,
  { baseUrl, userAgent, senders, patience }: Forwarding,
): Promise<Response> {
  const { method = 'GET', url = '' } = request
  const body = await buffer(request)
  const headers = headersSent(request, userAgent)
  const init = { method, headers, redirect: 'manual' as const, ...(body.length > 0 && { body }) }
  const send = () => senders(cell.auth)(new Request(baseUrl + url, init))
  const isOfInterest = cell.answer.kind === 'error' && cell.answer.name.startsWith('RATE_LIMITED')
  return isOfInterest ? send() : patiently(cell.operationId, send, patience)
}

/** Answers Pact what the provider answered. */
export function reply(response: ServerResponse, { status, headers }: Response, body: Buffer): void {
  const returned = [...headers].filter(([name]) => !notReturned.includes(name))
  response.writeHead(status, Object.fromEntries(returned)).end(body)
}
