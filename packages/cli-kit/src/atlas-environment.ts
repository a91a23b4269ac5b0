import type { Environment } from './output.ts'
import { readCredentialPair } from './pair.ts'
import { UsageError } from './usage-error.ts'

/** The variables that programs read, which are those of the Atlas CLI. */
export const atlasVariables = {
  clientId: 'MONGODB_ATLAS_CLIENT_ID',
  clientSecret: 'MONGODB_ATLAS_CLIENT_SECRET',
  publicKey: 'MONGODB_ATLAS_PUBLIC_API_KEY',
  privateKey: 'MONGODB_ATLAS_PRIVATE_API_KEY',
  groupId: 'MONGODB_ATLAS_PROJECT_ID',
  /** The first of {@link baseUrlVariables}. */
  baseUrl: 'MONGODB_ATLAS_OPS_MANAGER_URL',
} as const

/**
 * The variables for the base URL of Atlas. The Atlas CLI reads the first, Terraform's provider and newer versions of the
 * Atlas CLI the second. Apart from {@link atlasVariables}, where each value has one name.
 */
export const baseUrlVariables = ['MONGODB_ATLAS_OPS_MANAGER_URL', 'MONGODB_ATLAS_BASE_URL'] as const

/** The variable that holds the id of a bucket on a cloud provider: the server's sample has one on each. */
export function bucketVariableName<Provider extends string>(
  provider: Provider,
): `EXPORT_BUCKET_ID_${Provider}` {
  return `EXPORT_BUCKET_ID_${provider}`
}

/**
 * The service account in the environment, `undefined` where there is none.
 *
 * @throws UsageError for half of it
 */
export function readServiceAccount(
  env: Environment,
): { readonly clientId: string; readonly clientSecret: string } | undefined {
  const pair = readCredentialPair(env, atlasVariables.clientId, atlasVariables.clientSecret)
  return pair && { clientId: pair[0], clientSecret: pair[1] }
}

/**
 * The API key in the environment, `undefined` where there is none.
 *
 * @throws UsageError for half of it
 */
export function readApiKey(
  env: Environment,
): { readonly publicKey: string; readonly privateKey: string } | undefined {
  const pair = readCredentialPair(env, atlasVariables.publicKey, atlasVariables.privateKey)
  return pair && { publicKey: pair[0], privateKey: pair[1] }
}

/** A base URL in the environment. */
interface BaseUrlVariable {
  /** The variable that holds it. */
  readonly name: (typeof baseUrlVariables)[number]
  /** The URL as it was given, not checked. */
  readonly url: string
}

/** Returns the same text for every spelling of a URL: `https://cloud.mongodb.com` and `https://cloud.mongodb.com/`. */
function normalizeUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : url
}

/**
 * Returns the base URL of Atlas in the environment, `undefined` where no variable holds one.
 *
 * @throws UsageError where both variables are set to different URLs. The URLs are not shown: they could hold a password
 */
export function readBaseUrl(env: Environment): BaseUrlVariable | undefined {
  const [first, second] = baseUrlVariables.flatMap((name) => {
    const url = env[name]
    return url ? [{ name, url }] : []
  })
  if (first === undefined || second === undefined) return first
  if (normalizeUrl(first.url) === normalizeUrl(second.url)) return first
  const names = baseUrlVariables.join(' and ')
  throw new UsageError(`${names} are set to different URLs: unset one of them`)
}
