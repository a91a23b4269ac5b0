import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { answeredWith, type Exchange } from './exchange.ts'
import { cellHeader, type Forwarding, forward, reply } from './forward.ts'
import { listedAlone } from './listed-alone.ts'
import type { Patience } from './patience.ts'
import type { Planned } from './plan.ts'
import { reasonOf } from './reason.ts'
import { type Send, sendersOf } from './senders.ts'
import { type StateRelay, stateRelay } from './state-relay.ts'
import type { Target } from './target.ts'

/** A server on a loopback port that Pact's verifier takes for the provider. */
export interface Gate {
  readonly url: string
  /** Where Pact sends the provider's states, where there is something that sets them. */
  readonly statesUrl: string | undefined
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
  /** A text without the secrets in it. */
  readonly strike: (text: string) => string
}

/** No operation has it. */
const statesPath = '/provider-states'

/** The cell of a request. Whatever else goes on, a provider that may only be read gets nothing but what reads. */
function cellOf(request: IncomingMessage, { planned, target }: GateParts): [number, Planned] {
  const number = Number(request.headers[cellHeader.toLowerCase()])
  const found = planned[number]
  if (found === undefined || found.notAsked !== undefined) throw new Error('not in the plan')
  if (target.statesUrl === undefined && request.method !== 'GET')
    throw new Error(`read-only: ${request.method} is not sent`)
  return [number, found]
}

/** Takes requests of Pact's, one after another. */
class Gatekeeper {
  readonly exchanges: Map<number, Exchange> = new Map()
  readonly #parts: GateParts
  readonly #forwarding: Forwarding
  readonly #states: StateRelay | undefined

  constructor(parts: GateParts) {
    const { target, send, patience, userAgent } = parts
    this.#parts = parts
    const { baseUrl, statesUrl } = target
    this.#forwarding = { baseUrl, userAgent, patience, senders: sendersOf(target, send) }
    this.#states = statesUrl === undefined ? undefined : stateRelay(statesUrl, send)
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#states !== undefined && request.url === statesPath) {
      const answer = await this.#states.change(await buffer(request))
      return reply(response, answer, Buffer.from(await answer.arrayBuffer()))
    }
    const [number, planned] = cellOf(request, this.#parts)
    const started = performance.now()
    const exchange = await this.#exchange(request, response, planned)
    this.exchanges.set(number, {
      ...exchange,
      milliseconds: Math.round(performance.now() - started),
    })
    this.#parts.onExchange()
  }

  async #exchange(
    request: IncomingMessage,
    response: ServerResponse,
    planned: Planned,
  ): Promise<Omit<Exchange, 'milliseconds'>> {
    try {
      const problem = this.#states?.takeProblem()
      if (problem !== undefined) throw new Error(problem)
      const answer = await forward(request, planned, this.#forwarding)
      const body = Buffer.from(await answer.arrayBuffer())
      reply(response, answer, planned.only === undefined ? body : listedAlone(body, planned.only))
      const pinned = Object.keys(planned.interaction.response.headers ?? {})
      return { answered: answeredWith(answer, this.#parts.strike(body.toString()), pinned) }
    } catch (error) {
      response.writeHead(502).end()
      return { problem: reasonOf(error) }
    }
  }
}

/**
 * Opens a gate: it sends each request of the plan on to the provider, signed, and keeps what came of it. Pact's own proxy
 * is not used: it can neither refuse a request nor wait, and applies its filter to provider states too.
 */
export async function openGate(parts: GateParts): Promise<Gate> {
  const keeper = new Gatekeeper(parts)
  const server = createServer((request, response) => {
    keeper.handle(request, response).catch((error: unknown) => {
      response.writeHead(502).end(reasonOf(error))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    statesUrl: parts.target.statesUrl === undefined ? undefined : url + statesPath,
    exchanges: keeper.exchanges,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
