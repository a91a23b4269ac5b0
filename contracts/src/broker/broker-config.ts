import { readCredentialPair } from '@export-buckets/cli-kit/pair'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import type { CliContext } from '../cli/context.ts'
import { parseBaseUrlOption } from '../lib/base-url.ts'

/** The environment variables of a Pact Broker: those that Pact's own programs read. */
export const brokerVariables = {
  baseUrl: 'PACT_BROKER_BASE_URL',
  token: 'PACT_BROKER_TOKEN',
  username: 'PACT_BROKER_USERNAME',
  password: 'PACT_BROKER_PASSWORD',
} as const

/** A Pact Broker and how to prove oneself to it; a broker may want nothing. */
export interface BrokerConfig {
  readonly baseUrl: string
  readonly token?: string
  readonly basic?: { readonly username: string; readonly password: string }
}

function readBrokerUrl(env: CliContext['env'], allowHttp: boolean): string {
  const name = brokerVariables.baseUrl
  const text = env[name]
  if (text) return parseBaseUrlOption(text, { name, allowHttp })
  throw new UsageError(
    `${name} is not set: the URL of your Pact Broker, such as https://example.pactflow.io`,
  )
}

function readBasicCredentials(env: CliContext['env']): BrokerConfig['basic'] {
  const pair = readCredentialPair(env, brokerVariables.username, brokerVariables.password)
  return pair && { username: pair[0], password: pair[1] }
}

/**
 * The broker that the environment names.
 *
 * @throws UsageError where there is none, none to send credentials to, or half of a pair
 */
export function readBrokerConfig(env: CliContext['env'], allowHttp: boolean): BrokerConfig {
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

/** The variables for Pact's own programs. They are no arguments, which others on the machine can read. */
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
