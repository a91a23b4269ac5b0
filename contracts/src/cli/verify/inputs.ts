import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import {
  readApiKey,
  readBaseUrl,
  readServiceAccount,
} from '@export-buckets/cli-kit/atlas-environment'
import { apiKey, serviceAccount } from '@export-buckets/client'
import {
  ClusterName,
  ExportBucketId,
  ExportId,
  GroupId,
  RoleId,
  SnapshotId,
  type Validator,
} from '@export-buckets/core'
import { parseBaseUrlOption } from '../../lib/base-url.ts'
import type { ExistingResources, Filters, ProviderCredentials } from '../../verify/options.ts'
import {
  applyFilters,
  filterNames,
  interactionsInPact,
  listFilterValues,
} from '../../verify/plan.ts'
import type { CliContext } from '../command.ts'
import { bucketFlags, clusterFlags, filterFlags, type ProviderFlag, roleFlags } from './flags.ts'

/** The credentials in the environment, and a way to revoke their token. */
export interface EnvironmentCredentials extends ProviderCredentials {
  /** Revokes the token of this run. Atlas allows about a hundred tokens for each service account. */
  revokeToken(): Promise<void>
}

/**
 * Reads the credentials in the environment: a service account, an API key, both or neither.
 *
 * @throws UsageError when half of a pair is missing
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

/**
 * Returns the base URL of the provider.
 *
 * @throws UsageError when it must not receive credentials, or when two variables hold different URLs
 */
export function readProviderUrl(parsedArgs: ParsedArguments, env: CliContext['env']): string {
  if (!parsedArgs.has('provider-url')) readBaseUrl(env)
  return parseBaseUrlOption(parsedArgs.required('provider-url'), {
    name: parsedArgs.sourceName('provider-url'),
    allowHttp: parsedArgs.isTrue('allow-http'),
  })
}

function parseHttpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('--states-url: expected an http or https URL')
  if (url.username || url.password)
    throw new UsageError('--states-url: must not contain a user name or password')
  return url.href
}

/**
 * Returns the URL that sets provider states, or `undefined` for read-only. It gets no credentials, so http is allowed
 * for any host.
 *
 * @throws UsageError when it is not a URL, or when a resource for read-only is given too
 */
export function readStatesUrl(parsedArgs: ParsedArguments): string | undefined {
  const statesUrl = parsedArgs.value('states-url')
  const resourceFlags = [...bucketFlags, ...roleFlags, ...clusterFlags]
  const readOnlyFlags = ['project', ...resourceFlags.map(({ name }) => name)]
  const conflictingFlag = readOnlyFlags.find(
    (name) => statesUrl !== undefined && parsedArgs.has(name),
  )
  if (conflictingFlag === undefined)
    return statesUrl === undefined ? undefined : parseHttpUrl(statesUrl)
  throw new UsageError(
    `--${conflictingFlag} is for read-only: with --states-url the provider states create the project and its resources`,
  )
}

/** Reads a flag, whose value has been validated. Returns no property when it was not given. */
function readProperty<Name extends string, T>(
  parsedArgs: ParsedArguments,
  property: Name,
  flag: string,
  validator: Validator<T>,
): { readonly [Key in Name]?: T } {
  const text = parsedArgs.value(flag)
  const properties: { [Key in Name]?: T } = {}
  if (text !== undefined) properties[property] = validator.parse(text)
  return properties
}

function readByProvider<T>(
  parsedArgs: ParsedArguments,
  flags: readonly ProviderFlag[],
  validator: Validator<T>,
): Readonly<Partial<Record<ProviderFlag['provider'], T>>> {
  return Object.assign(
    {},
    ...flags.map(({ provider, name }) => readProperty(parsedArgs, provider, name, validator)),
  )
}

/** Reads the project and the resources that the provider already has. */
export function readExistingResources(parsedArgs: ParsedArguments): ExistingResources {
  return {
    ...readProperty(parsedArgs, 'groupId', 'project', GroupId),
    buckets: readByProvider(parsedArgs, bucketFlags, ExportBucketId),
    roles: readByProvider(parsedArgs, roleFlags, RoleId),
    ...readProperty(parsedArgs, 'clusterName', 'cluster', ClusterName),
    ...readProperty(parsedArgs, 'snapshotId', 'snapshot', SnapshotId),
    ...readProperty(parsedArgs, 'exportId', 'job', ExportId),
    sharded: {
      ...readProperty(parsedArgs, 'clusterName', 'sharded-cluster', ClusterName),
      ...readProperty(parsedArgs, 'snapshotId', 'sharded-snapshot', SnapshotId),
    },
  }
}

/**
 * Reads the filters of the command line. Case does not matter.
 *
 * @throws UsageError when no cell has a value, or no cell has all of them
 */
export function readFilters(parsedArgs: ParsedArguments): Filters {
  const cells = interactionsInPact()
  const filters: Partial<Record<keyof Filters, string[]>> = {}
  for (const name of filterNames) {
    const flag = filterFlags[name]
    const values = listFilterValues(name, cells)
    filters[name] = parsedArgs.values(flag.name).map((text) => {
      const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase())
      if (value !== undefined) return value
      const list = values.toSorted().join(', ')
      throw new UsageError(
        `--${flag.name}: unknown value ${JSON.stringify(text)} (expected one of ${list})`,
      )
    })
  }
  if (applyFilters(cells, filters).length > 0) return filters
  throw new UsageError('no cell of the matrix matches all filters')
}
