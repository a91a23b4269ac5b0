import { UsageError } from './arguments.ts'
import type { Environment } from './terminal.ts'

/** The environment variables of the programs, which are those of the Atlas CLI. */
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
 * The variables for the base URL of Atlas. The Atlas CLI reads the first. Terraform's provider and newer versions of the
 * Atlas CLI read the second.
 */
export const baseUrlVariables = ['MONGODB_ATLAS_OPS_MANAGER_URL', 'MONGODB_ATLAS_BASE_URL'] as const

/** Returns the name of the variable for a bucket's id. The server's sample data has one bucket on each provider. */
export function bucketVariableName<Provider extends string>(
  provider: Provider,
): `EXPORT_BUCKET_ID_${Provider}` {
  return `EXPORT_BUCKET_ID_${provider}`
}

/** @throws UsageError for white space around a credential, which files and secret managers add invisibly */
function assertTrimmed(name: string, value: string): void {
  if (value !== value.trim())
    throw new UsageError(`${name}: must not begin or end with white space`)
}

/**
 * Returns the credentials in two variables, or `undefined` when both are missing. An empty variable counts as missing,
 * because CI sets it for a secret that does not exist.
 *
 * @throws UsageError when only one variable is set, or a value begins or ends with white space. The error does not contain
 *   the value
 */
export function readCredentialPair(
  env: Environment,
  firstVariable: string,
  secondVariable: string,
): readonly [string, string] | undefined {
  const [firstValue, secondValue] = [env[firstVariable], env[secondVariable]]
  if (firstValue && secondValue) {
    assertTrimmed(firstVariable, firstValue)
    assertTrimmed(secondVariable, secondValue)
    return [firstValue, secondValue]
  }
  if (!firstValue && !secondValue) return undefined
  const [set, missing] = firstValue
    ? [firstVariable, secondVariable]
    : [secondVariable, firstVariable]
  throw new UsageError(`${set} is set, but ${missing} is not`)
}

/**
 * Returns the service account in the environment, or `undefined` when there is none.
 *
 * @throws UsageError when only the id or only the secret is set
 */
export function readServiceAccount(
  env: Environment,
): { readonly clientId: string; readonly clientSecret: string } | undefined {
  const pair = readCredentialPair(env, atlasVariables.clientId, atlasVariables.clientSecret)
  return pair && { clientId: pair[0], clientSecret: pair[1] }
}

/**
 * Returns the API key in the environment, or `undefined` when there is none.
 *
 * @throws UsageError when only the public or only the private key is set
 */
export function readApiKey(
  env: Environment,
): { readonly publicKey: string; readonly privateKey: string } | undefined {
  const pair = readCredentialPair(env, atlasVariables.publicKey, atlasVariables.privateKey)
  return pair && { publicKey: pair[0], privateKey: pair[1] }
}

/** A base URL in the environment. */
interface BaseUrlVariable {
  /** The name of the variable. */
  readonly name: (typeof baseUrlVariables)[number]
  /** The value of the variable, not validated. */
  readonly url: string
}

/** Normalizes a URL, so that `https://cloud.mongodb.com` and `https://cloud.mongodb.com/` are equal. */
function normalizeUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : url
}

/**
 * Returns the base URL of Atlas in the environment, or `undefined` when no variable is set.
 *
 * @throws UsageError when the variables have different URLs. The error does not contain them, because URLs can contain
 *   passwords
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
