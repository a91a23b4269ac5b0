import { pairIn } from '@export-buckets/command-line/pair'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { checkedBaseUrl } from '../cli/base-url.ts'
import type { World } from '../cli/world.ts'

/** The environment variables of a Pact Broker: those that Pact's own programs read. */
export const brokerVariables = {
  baseUrl: 'PACT_BROKER_BASE_URL',
  token: 'PACT_BROKER_TOKEN',
  username: 'PACT_BROKER_USERNAME',
  password: 'PACT_BROKER_PASSWORD',
} as const

/** A Pact Broker and how to prove oneself to it; a broker may want nothing. */
export interface Broker {
  readonly baseUrl: string
  readonly token?: string
  readonly basic?: { readonly username: string; readonly password: string }
}

function baseUrlIn(env: World['env'], allowHttp: boolean): string {
  const name = brokerVariables.baseUrl
  const text = env[name]
  if (text) return checkedBaseUrl(text, { name, allowHttp })
  throw new UsageError(
    `${name} is not set: the URL of your Pact Broker, such as https://example.pactflow.io`,
  )
}

function basicIn(env: World['env']): Broker['basic'] {
  const pair = pairIn(env, brokerVariables.username, brokerVariables.password)
  return pair && { username: pair[0], password: pair[1] }
}

/**
 * The broker that the environment names.
 *
 * @throws UsageError where there is none, none to send credentials to, or half of a pair
 */
export function brokerIn(env: World['env'], allowHttp: boolean): Broker {
  const token = env[brokerVariables.token]
  const basic = basicIn(env)
  if (token && basic)
    throw new UsageError(
      `${brokerVariables.token} and ${brokerVariables.username} are both set: leave one out`,
    )
  return {
    baseUrl: baseUrlIn(env, allowHttp),
    ...(token && { token }),
    ...(basic && { basic }),
  }
}

/** The variables for Pact's own programs. They are no arguments, which others on the machine can read. */
export function variablesOf({ baseUrl, token, basic }: Broker): Record<string, string> {
  return {
    [brokerVariables.baseUrl]: baseUrl,
    ...(token && { [brokerVariables.token]: token }),
    ...(basic && {
      [brokerVariables.username]: basic.username,
      [brokerVariables.password]: basic.password,
    }),
  }
}
