import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { errorWithCause, truncate } from '../lib/text.ts'
import type { Auth } from '../matrix/cell.ts'
import { type Exchange, recordResponse } from './cell-report.ts'
import type { Send, Target } from './options.ts'
import type { PlannedInteraction } from './plan.ts'
import { keepOnlyElement } from './read-only.ts'
import { buildRequest, requestTarget } from './request.ts'
import { createSenders, type RateLimitRetryOptions, withRateLimitRetry } from './senders.ts'
import { createStateRelay, type StateRelay } from './state-relay.ts'

const maxExamples = 10

/** Counts refused requests and describes the first ones. */
class RefusedRequests {
  readonly #examples: string[] = []
  #count = 0

  add({ method, url = '' }: IncomingMessage, reason: string): void {
    this.#count++
    if (this.#examples.length < maxExamples)
      this.#examples.push(`${method} ${truncate(url)}: ${reason}`)
  }

  /** Returns a line for each described request, and one with the number of the others. */
  lines(): string[] {
    const others = this.#count - this.#examples.length
    return others === 0 ? [...this.#examples] : [...this.#examples, `and ${others} more`]
  }
}

/** The header that identifies the interaction of a request. Its value is a secret of the run. */
export const cellHeader = 'X-Export-Buckets-Cell'

/** A server on a loopback port that Pact's verifier uses as the provider. */
export interface VerificationProxy {
  readonly url: string
  /** The URL for Pact's provider states, when the target has one that sets them. */
  readonly statesUrl: string | undefined
  /** The outcome of each forwarded request. */
  readonly exchanges: ReadonlyMap<PlannedInteraction, Exchange>
  /** The requests of other processes, which were not forwarded. */
  readonly refusedRequests: RefusedRequests
  close(): void
}

export interface ProxyOptions {
  readonly target: Target
  /** The interactions to send, by the value of {@link cellHeader}. */
  readonly interactions: ReadonlyMap<string, PlannedInteraction>
  readonly send: Send
  readonly retry: RateLimitRetryOptions
  readonly onExchange: () => void
  readonly userAgent: string
  /** Redacts the secrets in a text. */
  readonly redact: (text: string) => string
}

/** Headers of a connection (RFC 9110, section 7.6.1). */
const hopByHopHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']
/** Headers that are removed: `fetch` has decoded the body, and Pact would follow a redirect past the proxy. */
const removedHeaders = [...hopByHopHeaders, 'content-encoding', 'location']

function reply(response: ServerResponse, { status, headers }: Response, body: Buffer): void {
  const returnedHeaders = [...headers].filter(([name]) => !removedHeaders.includes(name))
  response.writeHead(status, Object.fromEntries(returnedHeaders)).end(body)
}

/** Returns a request target with a sorted query, because Pact reorders queries. */
function sortQuery(target: string): string {
  const [path, ...query] = target.split('?')
  return `${path}?${query.join('?').split('&').toSorted().join('&')}`
}

/** Handles the requests of Pact's verifier, which come in sequence, and refuses all others. */
class RequestHandler {
  readonly exchanges: Map<PlannedInteraction, Exchange> = new Map()
  readonly refusedRequests: RefusedRequests = new RefusedRequests()
  /** A secret of the run, because it allows setting provider states. */
  readonly statesPath: string = `/provider-states/${randomUUID()}`
  readonly #options: ProxyOptions
  readonly #senders: (auth: Auth) => Send
  readonly #states: StateRelay | undefined

  constructor(options: ProxyOptions) {
    const { target, send } = options
    this.#options = options
    this.#senders = createSenders(target, send)
    this.#states =
      target.statesUrl === undefined ? undefined : createStateRelay(target.statesUrl, send)
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#states !== undefined && request.url === this.statesPath) {
      const stateResponse = await this.#states.forward(await buffer(request))
      return reply(response, stateResponse, Buffer.from(await stateResponse.arrayBuffer()))
    }
    const plannedInteraction = this.#identify(request)
    if (typeof plannedInteraction === 'string') {
      this.refusedRequests.add(request, plannedInteraction)
      response.writeHead(403, { Connection: 'close' }).end(plannedInteraction)
      return
    }
    request.resume()
    const startTime = performance.now()
    const exchange = await this.#exchange(response, plannedInteraction)
    const milliseconds = Math.round(performance.now() - startTime)
    this.exchanges.set(plannedInteraction, { ...exchange, milliseconds })
    this.#options.onExchange()
  }

  /** Returns the interaction of a request, or the reason why the request is refused. */
  #identify({ headers, method, url = '' }: IncomingMessage): PlannedInteraction | string {
    const { interactions, target } = this.#options
    const plannedInteraction = interactions.get(String(headers[cellHeader.toLowerCase()]))
    if (plannedInteraction === undefined) return `no ${cellHeader} of this run`
    const expected = plannedInteraction.interaction.request.method
    if (target.statesUrl === undefined && expected !== 'GET')
      return `read-only: ${expected} is not sent`
    const path = requestTarget(plannedInteraction.interaction)
    if (method === expected && sortQuery(url) === sortQuery(path)) return plannedInteraction
    return `its ${cellHeader} belongs to ${expected} ${path}`
  }

  async #exchange(
    response: ServerResponse,
    plannedInteraction: PlannedInteraction,
  ): Promise<Omit<Exchange, 'milliseconds'>> {
    try {
      const problem = this.#states?.takeProblem()
      if (problem !== undefined) throw new Error(problem)
      const providerResponse = await this.#send(plannedInteraction)
      const receivedBody = Buffer.from(await providerResponse.arrayBuffer())
      const returnedBody =
        plannedInteraction.onlyElement === undefined
          ? receivedBody
          : keepOnlyElement(receivedBody, plannedInteraction.onlyElement)
      reply(response, providerResponse, returnedBody)
      const { redact } = this.#options
      const text = redact(receivedBody.toString())
      const comparedBody = returnedBody === receivedBody ? text : redact(returnedBody.toString())
      const pinnedHeaders = Object.keys(plannedInteraction.interaction.response.headers ?? {})
      return recordResponse(providerResponse, text, comparedBody, pinnedHeaders)
    } catch (error) {
      response.writeHead(502).end()
      return { problem: errorWithCause(error) }
    }
  }

  /** Sends the request of an interaction to the provider, with the credentials that its cell needs. */
  #send({ cell, interaction }: PlannedInteraction): Promise<Response> {
    const { target, userAgent, retry } = this.#options
    const send = async () =>
      this.#senders(cell.auth)(buildRequest(interaction, target.baseUrl, userAgent))
    const expectsRateLimit = interaction.response.status === 429
    return expectsRateLimit ? send() : withRateLimitRetry(cell.operationId, send, retry)
  }
}

/**
 * Starts a proxy that sends each planned request to the provider, with credentials, and records the outcome. Pact's
 * own proxy is not used: it can neither refuse a request nor wait, and applies its filter to provider states too.
 *
 * Any process of the machine can connect to a loopback port, and the proxy adds credentials. So each request must
 * carry a value that only Pact knows and match its interaction. The request to the provider is built from the
 * interaction alone.
 */
export async function startProxy(options: ProxyOptions): Promise<VerificationProxy> {
  const handler = new RequestHandler(options)
  const server = createServer((request, response) => {
    handler.handle(request, response).catch((error: unknown) => {
      response.writeHead(502).end(errorWithCause(error))
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
    refusedRequests: handler.refusedRequests,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
