import type { Environment } from './output.ts'
import { pairIn } from './pair.ts'

/** The variables that programs read, which are those of the Atlas CLI. */
export const atlasVariables = {
  clientId: 'MONGODB_ATLAS_CLIENT_ID',
  clientSecret: 'MONGODB_ATLAS_CLIENT_SECRET',
  publicKey: 'MONGODB_ATLAS_PUBLIC_API_KEY',
  privateKey: 'MONGODB_ATLAS_PRIVATE_API_KEY',
  groupId: 'MONGODB_ATLAS_PROJECT_ID',
  baseUrl: 'MONGODB_ATLAS_OPS_MANAGER_URL',
} as const

/** The variable that holds the id of a bucket on a cloud provider: the server's sample has one on each. */
export function bucketVariable<Provider extends string>(
  provider: Provider,
): `EXPORT_BUCKET_ID_${Provider}` {
  return `EXPORT_BUCKET_ID_${provider}`
}

/**
 * The service account in the environment, `undefined` where there is none.
 *
 * @throws UsageError for half of it
 */
export function accountIn(
  env: Environment,
): { readonly clientId: string; readonly clientSecret: string } | undefined {
  const pair = pairIn(env, atlasVariables.clientId, atlasVariables.clientSecret)
  return pair && { clientId: pair[0], clientSecret: pair[1] }
}

/**
 * The API key in the environment, `undefined` where there is none.
 *
 * @throws UsageError for half of it
 */
export function keyIn(
  env: Environment,
): { readonly publicKey: string; readonly privateKey: string } | undefined {
  const pair = pairIn(env, atlasVariables.publicKey, atlasVariables.privateKey)
  return pair && { publicKey: pair[0], privateKey: pair[1] }
}
