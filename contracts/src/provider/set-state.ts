import { cloudProviders } from '@export-buckets/core'
import type { ProviderStates } from '../matrix/provider-states.ts'
import type { StatefulProvider } from './stateful-provider.ts'

type StateParameters = Readonly<Record<string, unknown>>

function isStateParameters(value: unknown): value is StateParameters {
  return typeof value === 'object' && value !== null
}

function readString(parameters: StateParameters, name: string): string {
  const value = parameters[name]
  if (typeof value === 'string') return value
  throw new TypeError(`provider state: ${name}: expected a string, got ${JSON.stringify(value)}`)
}

function readOneOf<T extends string>(
  parameters: StateParameters,
  name: string,
  values: readonly T[],
): T {
  const match = values.find((value) => value === parameters[name])
  if (match !== undefined) return match
  throw new TypeError(`provider state: ${name}: expected one of ${values.join(', ')}`)
}

function readStrings(parameters: StateParameters, name: string): string[] {
  const value = parameters[name]
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw new TypeError(`provider state: ${name}: expected an array of strings`)
}

type StateHandler = (parameters: StateParameters) => Promise<void>

/** What each provider state does to the world. */
function createStateHandlers(
  provider: StatefulProvider,
): Readonly<Record<keyof ProviderStates, StateHandler>> {
  return {
    'a project with an export bucket': (parameters) =>
      provider.createProject({
        groupId: readString(parameters, 'groupId'),
        cloudProvider: readOneOf(parameters, 'cloudProvider', cloudProviders),
        roles: readStrings(parameters, 'roles'),
      }),
    'a cluster exports to the bucket': (parameters) =>
      provider.markBucketAsUsed({
        groupId: readString(parameters, 'groupId'),
        cloudProvider: readOneOf(parameters, 'cloudProvider', cloudProviders),
        clusterName: readString(parameters, 'clusterName'),
      }),
    'the credentials are limited to the operations': (parameters) =>
      provider.limitOperations({ operations: readStrings(parameters, 'operations') }),
    'the role of the request is': (parameters) =>
      provider.setRoleStatus({
        status: readOneOf(parameters, 'status', ['unknown', 'not authorized']),
      }),
    'the time is': (parameters) => provider.setTime({ now: readString(parameters, 'now') }),
    'the rate limit is used up': () => provider.exhaustRateLimit(),
    'the storage fails': (parameters) =>
      provider.failStorage({
        because: readOneOf(parameters, 'because', ['it is away', 'of a fault']),
      }),
  }
}

/**
 * Brings a world into the provider state of that name.
 *
 * @throws TypeError when there is no such state, or its parameters are wrong
 */
export async function setState(
  provider: StatefulProvider,
  name: string,
  parameters: unknown,
): Promise<void> {
  const handlers: Readonly<Record<string, StateHandler>> = createStateHandlers(provider)
  if (!Object.hasOwn(handlers, name)) throw new TypeError(`provider state: there is no "${name}"`)
  await handlers[name]?.(isStateParameters(parameters) ? parameters : {})
}
