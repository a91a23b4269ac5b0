import { apiKey, serviceAccount } from '@export-buckets/client'
import type { Credentials } from '../verify/target.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/** The environment variables that hold credentials: those of the Atlas CLI. */
export const variables = {
  clientId: 'MONGODB_ATLAS_CLIENT_ID',
  clientSecret: 'MONGODB_ATLAS_CLIENT_SECRET',
  publicKey: 'MONGODB_ATLAS_PUBLIC_API_KEY',
  privateKey: 'MONGODB_ATLAS_PRIVATE_API_KEY',
} as const

/** The credentials in the environment, and how to be done with them. */
export interface Keys extends Credentials {
  /** Makes a token worthless that was fetched for this run alone: Atlas allows an account about a hundred. */
  release(): Promise<void>
}

type Pair = readonly [string, string]

function pair(env: World['env'], [first, second]: Pair): Pair | undefined {
  const [one, other] = [env[first], env[second]]
  if (one && other) return [one, other]
  if (!one && !other) return undefined
  throw new UsageError(
    one ? `${first} is set, but ${second} is not` : `${second} is set, but ${first} is not`,
  )
}

/**
 * The credentials in the environment: a service account, an API key, both or none.
 *
 * @throws UsageError for half of a pair
 */
export function credentialsIn(env: World['env']): Keys {
  const client = pair(env, [variables.clientId, variables.clientSecret])
  const key = pair(env, [variables.publicKey, variables.privateKey])
  const account = client && serviceAccount({ clientId: client[0], clientSecret: client[1] })
  return {
    ...(account && { account }),
    ...(key && { key: apiKey({ publicKey: key[0], privateKey: key[1] }) }),
    secrets: [client, key].flatMap((each) => each?.[1] ?? []),
    release: async () => account?.revoke(),
  }
}
