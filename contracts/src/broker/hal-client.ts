import { errorMessage } from '../lib/error-message.ts'
import type { Send } from '../verify/senders.ts'
import type { BrokerConfig } from './broker-config.ts'

/** Milliseconds that a broker has for an answer. */
const BROKER_TIMEOUT_MS = 30_000

function toAuthorization({ token, basic }: BrokerConfig): string | undefined {
  if (token !== undefined) return `Bearer ${token}`
  if (basic === undefined) return undefined
  const bytes = new TextEncoder().encode(`${basic.username}:${basic.password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

/** Asks a broker; bodies are JSON both ways. */
export class HalClient {
  readonly #broker: BrokerConfig
  readonly #send: Send

  constructor(broker: BrokerConfig, send: Send) {
    this.#broker = broker
    this.#send = send
  }

  /** @throws for a URL that must not see the broker's credentials, without an answer, and for one other than 2xx */
  async request(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> {
    const href = this.#resolveUrl(url)
    const response = await this.#fetch(href, method, body)
    if (!response.ok) throw new Error(`the Pact Broker: ${method} ${href}: ${response.status}`)
    const text = await response.text()
    try {
      return text === '' ? undefined : JSON.parse(text)
    } catch {
      throw new Error(`the Pact Broker: ${method} ${href}: the answer is not JSON`)
    }
  }

  #resolveUrl(url: string): string {
    const { baseUrl } = this.#broker
    const { href, origin, username, password } = new URL(url, baseUrl)
    if (username || password)
      throw new Error('the Pact Broker: a URL must hold no user name or password')
    if (origin === new URL(baseUrl).origin) return href
    throw new Error(`the Pact Broker: ${origin} is not its origin; nothing is sent there`)
  }

  #fetch(href: string, method: string, body?: object): Promise<Response> {
    const authorization = toAuthorization(this.#broker)
    const request = new Request(href, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(BROKER_TIMEOUT_MS),
      headers: {
        Accept: 'application/hal+json, application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...(authorization && { Authorization: authorization }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return this.#send(request).catch((error: unknown) => {
      throw new Error(`the Pact Broker: no answer from ${href}: ${errorMessage(error)}`)
    })
  }
}
