import {
  accountIn,
  atlasVariables,
  keyIn,
  readBaseUrl,
} from '@export-buckets/command-line/atlas-environment'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { apiKey } from '../auth/api-key.ts'
import { serviceAccount } from '../auth/service-account.ts'
import type { AuthStrategy } from '../auth/strategy.ts'
import { parseBaseUrl } from '../base-url.ts'
import type { World } from './world.ts'

/** Credentials, and how to be done with them. */
export interface Credentials {
  readonly auth: AuthStrategy
  /** Makes a token worthless that was fetched for this command alone: Atlas allows an account about a hundred. */
  release(): Promise<void>
}

/**
 * The credentials in the environment: a service account's, else an API key's.
 *
 * @throws UsageError where there are none, and for half of a pair
 */
export function credentialsIn(env: World['env']): Credentials {
  const account = accountIn(env)
  if (account !== undefined) {
    const auth = serviceAccount(account)
    return { auth, release: () => auth.revoke() }
  }
  const key = keyIn(env)
  if (key !== undefined) return { auth: apiKey(key), release: async () => undefined }
  const accounts = `${atlasVariables.clientId} and ${atlasVariables.clientSecret}`
  const keys = `${atlasVariables.publicKey} and ${atlasVariables.privateKey}`
  throw new UsageError(`no credentials: set ${accounts}, or ${keys}`)
}

/**
 * Returns the base URL of Atlas, `undefined` where the environment has none.
 *
 * @throws TypeError that names the variable
 * @throws UsageError where two variables are set to different URLs
 */
export function resolveBaseUrl(env: World['env']): string | undefined {
  const variable = readBaseUrl(env)
  return variable && parseBaseUrl(variable.url, { name: variable.name })
}

/** By the option that each stands for. */
const named: Readonly<Record<string, string>> = atlasVariables

/** The message of an option that cannot be used begins with its name; who runs the program knows it by its variable. */
export function inTermsOfVariables(message: string): string {
  return message.replace(/^\w+(?=: )/, (option) => named[option] ?? option)
}
