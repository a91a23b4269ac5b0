import { cloudProviders } from '@export-buckets/core'
import type { ProviderStates } from '../matrix/states.ts'
import type { StatesWorld } from './states-world.ts'

type Parameters = Readonly<Record<string, unknown>>

function isParameters(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null
}

function text(parameters: Parameters, name: string): string {
  const value = parameters[name]
  if (typeof value === 'string') return value
  throw new TypeError(`provider state: ${name}: expected a string, got ${JSON.stringify(value)}`)
}

function oneOf<T extends string>(parameters: Parameters, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === parameters[name])
  if (found !== undefined) return found
  throw new TypeError(`provider state: ${name}: expected one of ${values.join(', ')}`)
}

function texts(parameters: Parameters, name: string): string[] {
  const value = parameters[name]
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw new TypeError(`provider state: ${name}: expected an array of strings`)
}

type Setup = (parameters: Parameters) => Promise<void>

/** What each provider state does to the world. */
function setups(world: StatesWorld): Readonly<Record<keyof ProviderStates, Setup>> {
  return {
    'a project with an export bucket': (parameters) =>
      world.project({
        groupId: text(parameters, 'groupId'),
        cloudProvider: oneOf(parameters, 'cloudProvider', cloudProviders),
        roles: texts(parameters, 'roles'),
      }),
    'a cluster exports to the bucket': (parameters) =>
      world.use({
        groupId: text(parameters, 'groupId'),
        cloudProvider: oneOf(parameters, 'cloudProvider', cloudProviders),
        clusterName: text(parameters, 'clusterName'),
      }),
    'the credentials are limited to the operations': (parameters) =>
      world.limit({ operations: texts(parameters, 'operations') }),
    'the role of the request is': (parameters) =>
      world.role({ status: oneOf(parameters, 'status', ['unknown', 'not authorized']) }),
    'the time is': (parameters) => world.time({ now: text(parameters, 'now') }),
    'the rate limit is used up': () => world.rateLimit(),
    'the storage fails': (parameters) =>
      world.failure({ because: oneOf(parameters, 'because', ['it is away', 'of a fault']) }),
  }
}

/**
 * Brings a world into the provider state of that name.
 *
 * @throws TypeError when there is no such state, or its parameters are wrong
 */
export async function setState(
  world: StatesWorld,
  name: string,
  parameters: unknown,
): Promise<void> {
  const known: Readonly<Record<string, Setup>> = setups(world)
  if (!Object.hasOwn(known, name)) throw new TypeError(`provider state: there is no "${name}"`)
  await known[name]?.(isParameters(parameters) ? parameters : {})
}
