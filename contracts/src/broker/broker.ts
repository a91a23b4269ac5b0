import { UsageError } from '@export-buckets/cli-kit/arguments'
import { readCredentialPair } from '@export-buckets/cli-kit/atlas-environment'
import type { Environment } from '@export-buckets/cli-kit/terminal'
import { parseBaseUrlOption } from '../lib/base-url.ts'
import { errorWithCause } from '../lib/text.ts'
import type { Send } from '../verify/options.ts'

/** The environment variables of a Pact Broker. Pact's own programs read the same ones. */
export const brokerVariables = {
  baseUrl: 'PACT_BROKER_BASE_URL',
  token: 'PACT_BROKER_TOKEN',
  username: 'PACT_BROKER_USERNAME',
  password: 'PACT_BROKER_PASSWORD',
} as const

/** A Pact Broker and its credentials. Some brokers need none. */
export interface BrokerConfig {
  readonly baseUrl: string
  readonly token?: string
  readonly basic?: { readonly username: string; readonly password: string }
}

function readBrokerUrl(env: Environment, allowHttp: boolean): string {
  const name = brokerVariables.baseUrl
  const text = env[name]
  if (text) return parseBaseUrlOption(text, { name, allowHttp })
  throw new UsageError(
    `${name} is not set: the URL of your Pact Broker, such as https://example.pactflow.io`,
  )
}

function readBasicCredentials(env: Environment): BrokerConfig['basic'] {
  const pair = readCredentialPair(env, brokerVariables.username, brokerVariables.password)
  return pair && { username: pair[0], password: pair[1] }
}

/**
 * Reads the broker from the environment.
 *
 * @throws UsageError when no URL is set, when the URL must not receive credentials, or when half of a pair is missing
 */
export function readBrokerConfig(env: Environment, allowHttp: boolean): BrokerConfig {
  const token = env[brokerVariables.token]
  const basic = readBasicCredentials(env)
  if (token && basic)
    throw new UsageError(
      `${brokerVariables.token} and ${brokerVariables.username} are both set: leave one out`,
    )
  return {
    baseUrl: readBrokerUrl(env, allowHttp),
    ...(token && { token }),
    ...(basic && { basic }),
  }
}

/** Returns the variables for Pact's own programs. Arguments would be visible to other users of the machine. */
export function toBrokerEnv({ baseUrl, token, basic }: BrokerConfig): Record<string, string> {
  return {
    [brokerVariables.baseUrl]: baseUrl,
    ...(token && { [brokerVariables.token]: token }),
    ...(basic && {
      [brokerVariables.username]: basic.username,
      [brokerVariables.password]: basic.password,
    }),
  }
}

/** Milliseconds in which a broker has to respond. */
const brokerTimeoutMs = 30_000

function toAuthorization({ token, basic }: BrokerConfig): string | undefined {
  if (token !== undefined) return `Bearer ${token}`
  if (basic === undefined) return undefined
  const bytes = new TextEncoder().encode(`${basic.username}:${basic.password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

/** A client for the HAL API of a broker. Request and response bodies are JSON. */
export class HalClient {
  readonly #broker: BrokerConfig
  readonly #send: Send

  constructor(broker: BrokerConfig, send: Send) {
    this.#broker = broker
    this.#send = send
  }

  /** @throws when the URL is not at the broker's origin, when there is no response, or when the status is not 2xx */
  async request(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> {
    const href = this.#resolveUrl(url)
    const response = await this.#fetch(href, method, body)
    if (!response.ok) throw new Error(`the Pact Broker: ${method} ${href}: ${response.status}`)
    const text = await response.text()
    try {
      return text === '' ? undefined : JSON.parse(text)
    } catch {
      throw new Error(`the Pact Broker: ${method} ${href}: the response is not JSON`)
    }
  }

  #resolveUrl(url: string): string {
    const { baseUrl } = this.#broker
    const { href, origin, username, password } = new URL(url, baseUrl)
    if (username || password)
      throw new Error('the Pact Broker: a URL must not contain a user name or password')
    if (origin === new URL(baseUrl).origin) return href
    throw new Error(`the Pact Broker: ${origin} is not its origin; not sent`)
  }

  #fetch(href: string, method: string, body?: object): Promise<Response> {
    const authorization = toAuthorization(this.#broker)
    const request = new Request(href, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(brokerTimeoutMs),
      headers: {
        Accept: 'application/hal+json, application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...(authorization && { Authorization: authorization }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return this.#send(request).catch((error: unknown) => {
      throw new Error(`the Pact Broker: no response from ${href}: ${errorWithCause(error)}`)
    })
  }
}
