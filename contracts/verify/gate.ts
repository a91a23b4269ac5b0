import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { answeredWith, type Exchange } from './exchange.ts'
import { type Patience, patiently } from './patience.ts'
import type { Planned } from './plan.ts'
import { type Send, sendersOf } from './senders.ts'
import type { Target } from './target.ts'

/** The header by which the gate knows the cell of a request. It goes no further. */
export const cellHeader = 'X-Export-Buckets-Cell'

/** A server on a loopback port that Pact's verifier takes for the provider. */
export interface Gate {
  readonly url: string
  /** What came of each cell's request, by its number in the plan. */
  readonly exchanges: ReadonlyMap<number, Exchange>
  close(): void
}

/** What a gate needs. */
export interface GateParts {
  readonly target: Target
  readonly planned: readonly Planned[]
  readonly send: Send
  readonly patience: Patience
  readonly onExchange: () => void
  readonly userAgent: string
}

/** Those of a connection (RFC 9110, section 7.6.1), and those that `fetch` writes by itself. */
const ownOfAConnection = ['connection', 'host', 'keep-alive', 'transfer-encoding', 'content-length']
const notSent = [...ownOfAConnection, 'accept-encoding', 'user-agent', cellHeader.toLowerCase()]
/** `fetch` has decoded the body. */
const notReturned = [...ownOfAConnection, 'content-encoding']

function headersSent({ headersDistinct }: IncomingMessage, userAgent: string): Headers {
  const headers = new Headers({ 'User-Agent': userAgent })
  for (const [name, values] of Object.entries(headersDistinct)) {
    if (!notSent.includes(name)) headers.set(name, (values ?? []).join(', '))
  }
  return headers
}

/** The cell of a request. Whatever else goes on, a provider that may only be read gets nothing but what reads. */
function cellOf(request: IncomingMessage, { planned, target }: GateParts): [number, Planned] {
  const number = Number(request.headers[cellHeader.toLowerCase()])
  const found = planned[number]
  if (found === undefined || found.notAsked !== undefined) throw new Error('not in the plan')
  if (target.statesUrl === undefined && request.method !== 'GET')
    throw new Error(`read-only: ${request.method} is not sent`)
  return [number, found]
}

async function forward(
  request: IncomingMessage,
  { cell }: Planned,
  parts: GateParts & { readonly senders: (auth: Planned['cell']['auth']) => Send },
): Promise<Response> {
  const { method = 'GET', url = '' } = request
  const body = await buffer(request)
  const headers = headersSent(request, parts.userAgent)
  const send = () =>
    parts.senders(cell.auth)(
      new Request(parts.target.baseUrl + url, {
        method,
        headers,
        redirect: 'manual',
        ...(body.length > 0 && { body }),
      }),
    )
  const expects429 = cell.answer.kind === 'error' && cell.answer.name.startsWith('RATE_LIMITED')
  return expects429 ? send() : patiently(cell.operationId, send, parts.patience)
}

function reply(response: ServerResponse, status: number, headers: Headers, body: Buffer): void {
  const returned = [...headers].filter(([name]) => !notReturned.includes(name))
  response.writeHead(status, Object.fromEntries(returned)).end(body)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // `fetch failed` says nothing; its cause does.
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

/**
 * Opens a gate: it sends each request of the plan on to the provider, signed, and keeps what came of it. Pact's own proxy
 * is not used: it can neither refuse a request nor wait, and applies its filter to provider states too.
 */
export async function openGate(parts: GateParts): Promise<Gate> {
  const senders = sendersOf(parts.target, parts.send)
  const exchanges = new Map<number, Exchange>()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [number, planned] = cellOf(request, parts)
    const started = performance.now()
    const milliseconds = () => Math.round(performance.now() - started)
    try {
      const answer = await forward(request, planned, { ...parts, senders })
      const body = Buffer.from(await answer.arrayBuffer())
      const pinned = Object.keys(planned.interaction.response.headers ?? {})
      const answered = answeredWith(answer, body, pinned)
      exchanges.set(number, { answered, milliseconds: milliseconds() })
      reply(response, answer.status, answer.headers, body)
    } catch (error) {
      exchanges.set(number, { problem: reasonOf(error), milliseconds: milliseconds() })
      response.writeHead(502).end()
    }
    parts.onExchange()
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      response.writeHead(502).end(reasonOf(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
