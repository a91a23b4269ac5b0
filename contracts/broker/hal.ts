import type { Send } from '../verify/senders.ts'
import type { Broker } from './broker.ts'

/** Milliseconds that a broker has for an answer. */
const patience = 30_000

function authorizationOf({ token, basic }: Broker): string | undefined {
  if (token !== undefined) return `Bearer ${token}`
  if (basic === undefined) return undefined
  const bytes = new TextEncoder().encode(`${basic.username}:${basic.password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

/** Asks a broker; bodies are JSON both ways. */
export class HalClient {
  readonly #broker: Broker
  readonly #send: Send

  constructor(broker: Broker, send: Send) {
    this.#broker = broker
    this.#send = send
  }

  /** @throws for a URL of another origin, which must not see the broker's credentials, and for an answer other than 2xx */
  async ask(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> {
    const { baseUrl } = this.#broker
    const { href, origin } = new URL(url, baseUrl)
    if (origin !== new URL(baseUrl).origin)
      throw new Error(`the Pact Broker: ${origin} is not its origin; nothing is sent there`)
    const authorization = authorizationOf(this.#broker)
    const request = new Request(href, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: {
        Accept: 'application/hal+json, application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...(authorization && { Authorization: authorization }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answer = await this.#send(request)
    if (!answer.ok) throw new Error(`the Pact Broker: ${method} ${href}: ${answer.status}`)
    return answer.json()
  }
}
