import { apiKey } from '../auth/api-key.ts'
import { serviceAccount } from '../auth/service-account.ts'
import type { AuthStrategy } from '../auth/strategy.ts'
import { parseBaseUrl } from '../base-url.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/** The environment variables, which are those of the Atlas CLI, by the option that they stand for. */
export const variables = {
  clientId: 'MONGODB_ATLAS_CLIENT_ID',
  clientSecret: 'MONGODB_ATLAS_CLIENT_SECRET',
  publicKey: 'MONGODB_ATLAS_PUBLIC_API_KEY',
  privateKey: 'MONGODB_ATLAS_PRIVATE_API_KEY',
  groupId: 'MONGODB_ATLAS_PROJECT_ID',
  baseUrl: 'MONGODB_ATLAS_OPS_MANAGER_URL',
} as const

/** Credentials, and how to be done with them. */
export interface Credentials {
  readonly auth: AuthStrategy
  /** Makes a token worthless that was fetched for this command alone: Atlas allows an account about a hundred. */
  release(): Promise<void>
}

function pair(
  env: World['env'],
  first: string,
  second: string,
): readonly [string, string] | undefined {
  const [one, other] = [env[first], env[second]]
  if (one && other) return [one, other]
  if (!one && !other) return undefined
  throw new UsageError(
    one ? `${first} is set, but ${second} is not` : `${second} is set, but ${first} is not`,
  )
}

/**
 * The credentials in the environment: a service account's, else an API key's.
 *
 * @throws UsageError where there are none, and for half of a pair
 */
export function credentialsIn(env: World['env']): Credentials {
  const account = pair(env, variables.clientId, variables.clientSecret)
  if (account !== undefined) {
    const auth = serviceAccount({ clientId: account[0], clientSecret: account[1] })
    return { auth, release: () => auth.revoke() }
  }
  const key = pair(env, variables.publicKey, variables.privateKey)
  if (key !== undefined) {
    return {
      auth: apiKey({ publicKey: key[0], privateKey: key[1] }),
      release: async () => undefined,
    }
  }
  const accounts = `${variables.clientId} and ${variables.clientSecret}`
  const keys = `${variables.publicKey} and ${variables.privateKey}`
  throw new UsageError(`no credentials: set ${accounts}, or ${keys}`)
}

/**
 * Where Atlas is, `undefined` where the environment does not say.
 *
 * @throws TypeError that names the variable
 */
export function baseUrlIn(env: World['env']): string | undefined {
  const name = variables.baseUrl
  const text = env[name]
  return text ? parseBaseUrl(text, { name }) : undefined
}

const named: Readonly<Record<string, string>> = variables

/** The message of an option that cannot be used begins with its name; who runs the program knows it by its variable. */
export function inTermsOfVariables(message: string): string {
  return message.replace(/^\w+(?=: )/, (option) => named[option] ?? option)
}
