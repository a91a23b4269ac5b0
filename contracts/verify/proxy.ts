import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Auth } from '../matrix/cells.ts'
import { errorMessage } from './error-message.ts'
import { type Exchange, recordResponse } from './exchange.ts'
import { keepOnlyBucket } from './filter-list.ts'
import type { PlannedInteraction } from './plan.ts'
import { type RetryOptions, withRateLimitRetry } from './rate-limit-retry.ts'
import { RefusedRequests } from './refused-requests.ts'
import { buildRequest, requestTarget } from './request.ts'
import { createSenders, type Send } from './senders.ts'
import { type StateRelay, stateRelay } from './state-relay.ts'
import type { Target } from './target.ts'

/** The header by which the proxy knows the interaction of a request. Its value is a secret of the run. */
export const cellHeader = 'X-Export-Buckets-Cell'

/** A server on a loopback port that Pact's verifier takes for the provider. */
export interface VerificationProxy {
  readonly url: string
  /** Where Pact sends provider states, where the target has a URL that sets them. */
  readonly statesUrl: string | undefined
  /** The outcome of each request that was sent on. */
  readonly exchanges: ReadonlyMap<PlannedInteraction, Exchange>
  /** The requests of other processes, which were not sent on. */
  readonly refused: RefusedRequests
  close(): void
}

/** What a proxy needs. */
export interface ProxyOptions {
  readonly target: Target
  /** The interactions to send, by the value of {@link cellHeader} that Pact sends with each. */
  readonly interactions: ReadonlyMap<string, PlannedInteraction>
  readonly send: Send
  readonly retry: RetryOptions
  readonly onExchange: () => void
  readonly userAgent: string
  /** Returns a text without the secrets in it. */
  readonly redact: (text: string) => string
}

/** Headers of a connection (RFC 9110, section 7.6.1), and of the encoding, which `fetch` has decoded. */
const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']
/** Pact would follow a redirect past the proxy, to wherever the provider says. */
const notReturned = [...hopByHop, 'content-encoding', 'location']

function reply(response: ServerResponse, { status, headers }: Response, body: Buffer): void {
  const returned = [...headers].filter(([name]) => !notReturned.includes(name))
  response.writeHead(status, Object.fromEntries(returned)).end(body)
}

/** Returns a request target with its query in one order: that of Pact is its own. */
function sortQuery(target: string): string {
  const [path, ...query] = target.split('?')
  return `${path}?${query.join('?').split('&').toSorted().join('&')}`
}

/** Answers the requests of Pact's verifier, which come one after another, and refuses all others. */
class RequestHandler {
  readonly exchanges: Map<PlannedInteraction, Exchange> = new Map()
  readonly refused: RefusedRequests = new RefusedRequests()
  /** A secret of the run: whoever knows it sets provider states. */
  readonly statesPath: string = `/provider-states/${randomUUID()}`
  readonly #options: ProxyOptions
  readonly #senders: (auth: Auth) => Send
  readonly #states: StateRelay | undefined

  constructor(options: ProxyOptions) {
    const { target, send } = options
    this.#options = options
    this.#senders = createSenders(target, send)
    this.#states = target.statesUrl === undefined ? undefined : stateRelay(target.statesUrl, send)
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#states !== undefined && request.url === this.statesPath) {
      const answer = await this.#states.change(await buffer(request))
      return reply(response, answer, Buffer.from(await answer.arrayBuffer()))
    }
    const planned = this.#identify(request)
    if (typeof planned === 'string') {
      this.refused.add(request, planned)
      response.writeHead(403, { Connection: 'close' }).end(planned)
      return
    }
    request.resume()
    const started = performance.now()
    const exchange = await this.#exchange(response, planned)
    const milliseconds = Math.round(performance.now() - started)
    this.exchanges.set(planned, { ...exchange, milliseconds })
    this.#options.onExchange()
  }

  /** Returns the interaction that a request is of, or why the request is refused. */
  #identify({ headers, method, url = '' }: IncomingMessage): PlannedInteraction | string {
    const { interactions, target } = this.#options
    const planned = interactions.get(String(headers[cellHeader.toLowerCase()]))
    if (planned === undefined) return `it has no ${cellHeader} of this run`
    const expected = planned.interaction.request.method
    if (target.statesUrl === undefined && expected !== 'GET')
      return `read-only: ${expected} is not sent`
    const path = requestTarget(planned.interaction)
    if (method === expected && sortQuery(url) === sortQuery(path)) return planned
    return `its ${cellHeader} is that of ${expected} ${path}`
  }

  async #exchange(
    response: ServerResponse,
    planned: PlannedInteraction,
  ): Promise<Omit<Exchange, 'milliseconds'>> {
    try {
      const problem = this.#states?.takeProblem()
      if (problem !== undefined) throw new Error(problem)
      const answer = await this.#send(planned)
      const sent = Buffer.from(await answer.arrayBuffer())
      const body = planned.only === undefined ? sent : keepOnlyBucket(sent, planned.only)
      reply(response, answer, body)
      const { redact } = this.#options
      const text = redact(sent.toString())
      const compared = body === sent ? text : redact(body.toString())
      const pinned = Object.keys(planned.interaction.response.headers ?? {})
      return recordResponse(answer, text, compared, pinned)
    } catch (error) {
      response.writeHead(502).end()
      return { problem: errorMessage(error) }
    }
  }

  /** Sends the request of an interaction to the provider, with the credentials that its cell is about. */
  #send({ cell, interaction }: PlannedInteraction): Promise<Response> {
    const { target, userAgent, retry } = this.#options
    const send = async () =>
      this.#senders(cell.auth)(buildRequest(interaction, target.baseUrl, userAgent))
    const expectsRateLimit = interaction.response.status === 429
    return expectsRateLimit ? send() : withRateLimitRetry(cell.operationId, send, retry)
  }
}

/**
 * Starts a proxy: it sends each planned request to the provider, with credentials, and records the outcome. Pact's own
 * proxy is not used: it can neither refuse a request nor wait, and applies its filter to provider states too.
 *
 * Any process of the machine can connect to a loopback port, and the proxy has credentials to give. So a request has to
 * name its interaction by a value that only Pact knows, and has to be the request of that interaction; what is sent is
 * built from the interaction alone.
 */
export async function startProxy(options: ProxyOptions): Promise<VerificationProxy> {
  const handler = new RequestHandler(options)
  const server = createServer((request, response) => {
    handler.handle(request, response).catch((error: unknown) => {
      response.writeHead(502).end(errorMessage(error))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    statesUrl: options.target.statesUrl === undefined ? undefined : url + handler.statesPath,
    exchanges: handler.exchanges,
    refused: handler.refused,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
