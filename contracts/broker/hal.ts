import { errorMessage } from '../verify/error-message.ts'
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

  /** @throws for a URL that must not see the broker's credentials, without an answer, and for one other than 2xx */
  async ask(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> {
    const href = this.#checked(url)
    const answer = await this.#answer(href, method, body)
    if (!answer.ok) throw new Error(`the Pact Broker: ${method} ${href}: ${answer.status}`)
    const text = await answer.text()
    try {
      return text === '' ? undefined : JSON.parse(text)
    } catch {
      throw new Error(`the Pact Broker: ${method} ${href}: the answer is not JSON`)
    }
  }

  #checked(url: string): string {
    const { baseUrl } = this.#broker
    const { href, origin, username, password } = new URL(url, baseUrl)
    if (username || password)
      throw new Error('the Pact Broker: a URL must hold no user name or password')
    if (origin === new URL(baseUrl).origin) return href
    throw new Error(`the Pact Broker: ${origin} is not its origin; nothing is sent there`)
  }

  #answer(href: string, method: string, body?: object): Promise<Response> {
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
    return this.#send(request).catch((error: unknown) => {
      throw new Error(`the Pact Broker: no answer from ${href}: ${errorMessage(error)}`)
    })
  }
}
