import { readApiKey, readServiceAccount } from '@export-buckets/cli-kit/atlas-environment'
import { apiKey, serviceAccount } from '@export-buckets/client'
import type { ProviderCredentials } from '../verify/target.ts'
import type { CliContext } from './context.ts'

/** The credentials in the environment, and how to be done with them. */
export interface EnvironmentCredentials extends ProviderCredentials {
  /** Makes a token worthless that was fetched for this run alone: Atlas allows an account about a hundred. */
  revokeToken(): Promise<void>
}

/**
 * The credentials in the environment: a service account, an API key, both or none.
 *
 * @throws UsageError for half of a pair
 */
export function readCredentials(env: CliContext['env']): EnvironmentCredentials {
  const [accountCredentials, keyCredentials] = [readServiceAccount(env), readApiKey(env)]
  const account = accountCredentials && serviceAccount(accountCredentials)
  return {
    ...(account && { account }),
    ...(keyCredentials && { key: apiKey(keyCredentials) }),
    secrets: [accountCredentials?.clientSecret, keyCredentials?.privateKey].filter(
      (secret) => secret !== undefined,
    ),
    revokeToken: async () => account?.revoke(),
  }
}
