import {
  atlasVariables,
  readApiKey,
  readBaseUrl,
  readServiceAccount,
} from '@export-buckets/cli-kit/atlas-environment'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { apiKey } from '../auth/api-key.ts'
import { serviceAccount } from '../auth/service-account.ts'
import type { AuthStrategy } from '../auth/strategy.ts'
import { parseBaseUrl } from '../base-url.ts'
import type { CliContext } from './context.ts'

/** Credentials, and how to be done with them. */
export interface CliCredentials {
  readonly auth: AuthStrategy
  /** Makes a token worthless that was fetched for this command alone: Atlas allows an account about a hundred. */
  revoke(): Promise<void>
}

/**
 * The credentials in the environment: a service account's, else an API key's.
 *
 * @throws UsageError where there are none, and for half of a pair
 */
export function readCredentials(env: CliContext['env']): CliCredentials {
  const account = readServiceAccount(env)
  if (account !== undefined) {
    const auth = serviceAccount(account)
    return { auth, revoke: () => auth.revoke() }
  }
  const key = readApiKey(env)
  if (key !== undefined) return { auth: apiKey(key), revoke: async () => undefined }
  const accountVariables = `${atlasVariables.clientId} and ${atlasVariables.clientSecret}`
  const keyVariables = `${atlasVariables.publicKey} and ${atlasVariables.privateKey}`
  throw new UsageError(`no credentials: set ${accountVariables}, or ${keyVariables}`)
}

/**
 * Returns the base URL of Atlas, `undefined` where the environment has none.
 *
 * @throws TypeError that names the variable
 * @throws UsageError where two variables are set to different URLs
 */
export function resolveBaseUrl(env: CliContext['env']): string | undefined {
  const variable = readBaseUrl(env)
  return variable && parseBaseUrl(variable.url, { name: variable.name })
}

/** By the option that each stands for. */
const variableByOption: Readonly<Record<string, string>> = atlasVariables

/** The message of an option that cannot be used begins with its name; who runs the program knows it by its variable. */
export function withVariableNames(message: string): string {
  return message.replace(/^\w+(?=: )/, (option) => variableByOption[option] ?? option)
}
