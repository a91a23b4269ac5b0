import { apiKey, serviceAccount } from '@export-buckets/client'
import { accountIn, keyIn } from '@export-buckets/command-line/atlas-environment'
import type { Credentials } from '../verify/target.ts'
import type { World } from './world.ts'

/** The credentials in the environment, and how to be done with them. */
export interface Keys extends Credentials {
  /** Makes a token worthless that was fetched for this run alone: Atlas allows an account about a hundred. */
  release(): Promise<void>
}

/**
 * The credentials in the environment: a service account, an API key, both or none.
 *
 * @throws UsageError for half of a pair
 */
export function credentialsIn(env: World['env']): Keys {
  const [client, key] = [accountIn(env), keyIn(env)]
  const account = client && serviceAccount(client)
  return {
    ...(account && { account }),
    ...(key && { key: apiKey(key) }),
    secrets: [client?.clientSecret, key?.privateKey].filter((secret) => secret !== undefined),
    release: async () => account?.revoke(),
  }
}
